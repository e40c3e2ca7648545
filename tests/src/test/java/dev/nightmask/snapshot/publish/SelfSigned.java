package dev.nightmask.snapshot.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate that nobody else has signed.
public record SelfSigned(Path keyStore) {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "tls";

    /// Makes one for 127.0.0.1, in a file of the directory.
    public static SelfSigned in(Path directory) throws IOException, InterruptedException {
        return in(directory, "ip:127.0.0.1");
    }

    /// Makes one.
    ///
    /// @param names whose it is, as keytool has them: `dns:a.example,dns:b.example`
    public static SelfSigned in(Path directory, String names) throws IOException, InterruptedException {
        Path keyStore = directory.resolve("tls.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String arguments =
                "-genkeypair -alias " + ALIAS + " -keyalg EC -dname CN=test -ext san=" + names + " -validity 30";
        ProcessBuilder builder = new ProcessBuilder((keytool + " " + arguments).split(" "));
        builder.command().addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        builder.command().addAll(List.of("-keystore", keyStore.toString()));
        if (builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                != 0) {
            throw new AssertionError("keytool");
        }
        return new SelfSigned(keyStore);
    }

    /// The certificate, as libpq and PostgreSQL read it.
    public String certificate() throws IOException, GeneralSecurityException {
        return pem("CERTIFICATE", open().getCertificate(ALIAS).getEncoded());
    }

    /// Its key.
    public String privateKey() throws IOException, GeneralSecurityException {
        return pem("PRIVATE KEY", open().getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    private static String pem(String kind, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, lines);
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
    }

    /// What a JVM needs to trust it.
    public List<String> jvmOptions() {
        return List.of("-Djavax.net.ssl.trustStore=" + keyStore, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    /// Serves with it and trusts it.
    public SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore store = open();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}

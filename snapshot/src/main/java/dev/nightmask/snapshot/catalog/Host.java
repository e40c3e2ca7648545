package dev.nightmask.snapshot.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One place where a server may answer.
///
/// @param name a host name, an address, or the directory of a Unix socket
/// @param address the address to connect to instead of looking `name` up, or empty
record Host(String name, String address, int port) {
    private static final List<String> SOCKET_DIRECTORIES = List.of("/var/run/postgresql", "/tmp");
    private static final int DEFAULT_PORT = 5432;

    /// The hosts of a list as libpq pairs them: names or addresses by position, one port for all or one each.
    static List<Host> listed(Map<Parameter, String> values) {
        List<String> names = split(values, Parameter.HOST);
        List<String> addresses = split(values, Parameter.HOSTADDR);
        List<String> ports = split(values, Parameter.PORT);
        int count = Math.max(names.size(), addresses.size());
        check(names, count, Parameter.HOST);
        check(addresses, count, Parameter.HOSTADDR);
        check(ports, count, Parameter.PORT);
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hosts.add(of(at(names, i), at(addresses, i), port(at(ports, i))));
        }
        return List.copyOf(hosts);
    }

    private static Host of(String name, String address, int port) {
        String named = name.isEmpty() ? address : name;
        return new Host(named.isEmpty() ? local(port) : named, address, port);
    }

    private static void check(List<String> list, int count, Parameter parameter) {
        if (list.size() != 1 && list.size() != count) {
            throw Parameter.notUnderstood(parameter.key());
        }
    }

    private static String at(List<String> list, int index) {
        return list.get(list.size() == 1 ? 0 : index);
    }

    boolean isSocket() {
        return address.isEmpty() && name.startsWith("/");
    }

    Path socketFile() {
        return Path.of(name, ".s.PGSQL." + port);
    }

    /// Where the driver connects to.
    String dialled() {
        return address.isEmpty() ? name : address;
    }

    /// How a password file names it.
    String inPasswordFile() {
        return SOCKET_DIRECTORIES.contains(name) ? "localhost" : name;
    }

    private static String local(int port) {
        return SOCKET_DIRECTORIES.stream()
                .filter(directory -> Files.exists(Path.of(directory, ".s.PGSQL." + port)))
                .findFirst()
                .orElse("localhost");
    }

    private static List<String> split(Map<Parameter, String> values, Parameter parameter) {
        return List.of(values.getOrDefault(parameter, "").split(",", -1));
    }

    private static int port(String text) {
        if (text.isEmpty()) {
            return DEFAULT_PORT;
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw Parameter.notUnderstood("port");
        }
        return Integer.parseInt(text);
    }
}

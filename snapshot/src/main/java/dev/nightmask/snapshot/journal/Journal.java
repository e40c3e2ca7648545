package dev.nightmask.snapshot.journal;

import dev.nightmask.failure.Failure;
import dev.nightmask.failure.NightmaskException;
import dev.nightmask.failure.Place;
import dev.nightmask.snapshot.publish.ObjectStore;
import dev.nightmask.snapshot.publish.Undisturbed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes down every act on a target as a line of JSON: into a file of this machine, without which nothing is done,
/// and into the store where the snapshot comes from, if there is one and it takes it. Nothing is ever changed in
/// either. Thread-safe, and safe among processes.
public final class Journal {
    private static final String DIRECTORY = "journal/";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE).build();

    private final Path file;
    private final String who;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final @Nullable ObjectStore store;
    private final AtomicReference<@Nullable Failure> refusedBeside = new AtomicReference<>();

    /// @param file of JSON lines; made when it is not there, readable by its owner alone
    /// @param who the user and machine
    /// @param random tells two entries of one moment in a store apart
    public Journal(Path file, String who, InstantSource clock, RandomGenerator random) {
        this(file, who, clock, random, null);
    }

    private Journal(Path file, String who, InstantSource clock, RandomGenerator random, @Nullable ObjectStore store) {
        this.file = file;
        this.who = who;
        this.clock = clock;
        this.random = random;
        this.store = store;
    }

    /// The same journal, kept beside a store as well.
    public Journal beside(ObjectStore beside) {
        return new Journal(file, who, clock, random, beside);
    }

    /// Something that may change a target begins; it is told how it goes on.
    ///
    public Deed open(Act act, Place.Database target) {
        return new Deed(this, act, target);
    }

    /// Why the store has not taken an entry; empty when it has taken all, or there is none.
    public Optional<Failure> refusedBeside() {
        return Optional.ofNullable(refusedBeside.get());
    }

    /// An interrupt does not keep it from being written: that a run was stopped is worth knowing.
    ///
    /// @throws NightmaskException JOURNAL_UNWRITABLE when this machine's file cannot be written
    void write(Act act, Event event, Deed deed, List<Failure> failures) {
        Entry entry = new Entry(
                clock.instant(),
                who,
                act,
                event,
                deed.snapshot(),
                deed.tables(),
                deed.target(),
                deed.systemIdentifier(),
                failures);
        byte[] json = JSON.writeValueAsBytes(entry);
        Undisturbed.run(() -> {
            append(json);
            if (store != null) {
                writeBeside(store, entry, json);
            }
        });
    }

    /// Developers may well read a store that they cannot write to: the file of their machine is then all there is.
    private void writeBeside(ObjectStore beside, Entry entry, byte[] json) {
        String key = DIRECTORY + TIME.format(entry.at()) + "-" + HexFormat.of().toHexDigits(random.nextInt()) + ".json";
        try {
            beside.writeIf(key, json, null);
        } catch (NightmaskException e) {
            refusedBeside.set(e.failure());
        }
    }

    private void append(byte[] json) {
        ByteBuffer line =
                ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
        try {
            Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            try (FileChannel out = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                out.lock();
                while (line.hasRemaining()) {
                    out.write(line);
                }
                out.force(false);
            }
        } catch (IOException e) {
            throw new NightmaskException(Failure.JOURNAL_UNWRITABLE, new Place.FilePosition(file.toString(), 0, 0));
        }
    }
}

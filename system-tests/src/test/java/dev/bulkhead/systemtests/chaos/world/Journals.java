package dev.bulkhead.systemtests.chaos.world;

import dev.bulkhead.systemtests.chaos.module.Journal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the modules wrote down. */
public final class Journals {
    /** Only the newest lives still write. */
    private static final int OPEN_LIVES = 3;

    private final Path folder;
    private final Map<Path, Long> read = new HashMap<>();
    /** How many lives of a lane have been read to their end. */
    private final Map<Path, Integer> finished = new HashMap<>();

    /** What to do with a line. */
    public interface Reader {
        /** Takes a line of a life of a module, which is a number from 1 on. */
        void line(int life, String[] words);
    }

    Journals(Path folder) throws IOException {
        this.folder = folder;
        for (Path each : List.of(published(), received())) {
            Files.createDirectories(each);
            // Hosts may have users of their own.
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
    }

    /** Makes the lanes' folders, for all users. */
    void make(List<Lane> lanes) throws IOException {
        for (Lane lane : lanes) {
            for (Path each : List.of(published(), received())) {
                Path own = Files.createDirectories(each.resolve(lane.name()));
                Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        }
    }

    Path published() {
        return folder.resolve("published");
    }

    Path received() {
        return folder.resolve("received");
    }

    /** While this file is there, sources publish nothing. */
    Path pause() {
        return folder.resolve("pause");
    }

    /** Stops or starts all sources. */
    public void pause(boolean paused) throws IOException {
        if (paused) {
            Files.writeString(pause(), "");
        } else {
            Files.deleteIfExists(pause());
        }
    }

    public long lastPublished(Lane lane) throws IOException {
        return Journal.last(published(), lane.name());
    }

    public long lastReceived(Lane lane) throws IOException {
        return Journal.last(received(), lane.name());
    }

    /** {@return how many lives the lane's source has had} */
    public int sourceLives(Lane lane) throws IOException {
        return Journal.lives(published(), lane.name()).size();
    }

    /** Reads what has been added since the last call. */
    public void readPublished(Lane lane, Reader reader) throws IOException {
        read(published(), lane, reader);
    }

    /** Reads what has been added since the last call. */
    public void readReceived(Lane lane, Reader reader) throws IOException {
        read(received(), lane, reader);
    }

    private void read(Path folder, Lane lane, Reader reader) throws IOException {
        List<Path> lives = Journal.lives(folder, lane.name());
        Path own = folder.resolve(lane.name());
        for (int i = finished.getOrDefault(own, 0); i < lives.size(); i++) {
            for (String line : added(lives.get(i)).lines().toList()) {
                reader.line(i + 1, line.split(" "));
            }
        }
        finished.put(own, Math.max(0, lives.size() - OPEN_LIVES));
    }

    private String added(Path life) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(life.toFile(), "r")) {
            long from = read.getOrDefault(life, 0L);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            read.put(life, from + bytes.length);
            return new String(bytes, StandardCharsets.US_ASCII);
        }
    }
}

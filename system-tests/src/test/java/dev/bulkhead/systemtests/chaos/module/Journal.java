package dev.bulkhead.systemtests.chaos.module;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one life of a module wrote down about one lane, in a file of its own: {@code LANE/LIFE}. Every line is with the operating
 * system when {@link #write} returns, so whoever kills the process does not lose it.
 */
public final class Journal implements AutoCloseable {
    private static final int LONGEST_END = 200;

    private final OutputStream file;

    private Journal(OutputStream file) {
        this.file = file;
    }

    /** Begins the journal of a new life. */
    public static Journal begin(Path folder, String lane) throws IOException {
        Path own = Files.createDirectories(folder.resolve(lane));
        int life = lives(folder, lane).size() + 1;
        return new Journal(
                new FileOutputStream(own.resolve("%06d".formatted(life)).toFile(), true));
    }

    /** {@return the journals of a lane, the oldest first} */
    public static List<Path> lives(Path folder, String lane) throws IOException {
        Path own = folder.resolve(lane);
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(own)) {
            return files.sorted().toList();
        }
    }

    /** {@return the greatest number that was written down for a lane; 0 if there is none} */
    public static long last(Path folder, String lane) throws IOException {
        List<Path> lives = lives(folder, lane);
        long last = 0;
        for (int life = lives.size() - 1; life >= 0 && last == 0; life--) {
            last = last(lives.get(life));
        }
        return last;
    }

    private static long last(Path life) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(life.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(file.length(), LONGEST_END)];
            file.seek(file.length() - end.length);
            file.readFully(end);
            String[] lines =
                    new String(end, StandardCharsets.US_ASCII).stripTrailing().split("\n", -1);
            String line = lines[lines.length - 1];
            return line.isEmpty() ? 0 : Long.parseLong(line.split(" ", 2)[0]);
        }
    }

    /** Adds a line. One call of the operating system, so a process that is killed leaves it whole or not at all. */
    public void write(String line) throws IOException {
        file.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package dev.bulkhead.benchmarks.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file with results. What goes wrong with it is an IOException whose text names the file and the fault in one line. */
public final class ResultsFile {
    private final Path file;

    /** The file at this path, whether there is one or not. */
    public ResultsFile(Path file) {
        this.file = file;
    }

    /** {@return the results in the file} */
    public ResultsJson read() throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": it is a folder");
        }
        try {
            return ResultsParser.parse(Files.readString(file));
        } catch (IOException e) {
            throw new IOException(file + ": " + fault(e), e);
        }
    }

    /** Sees to it that results can be written here, so that nobody measures for an hour for nothing. */
    public void prepare() throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + ": it is there, and not a file");
        }
        try {
            Files.delete(Files.writeString(beside(), ""));
        } catch (IOException e) {
            throw new IOException(file + ": it cannot be written: " + fault(e), e);
        }
    }

    /** Replaces the file, in one go: whoever reads has the old results or the new ones. */
    public void write(ResultsJson results) throws IOException {
        try {
            Path written = Files.writeString(beside(), results.text());
            Files.move(written, target(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException(file + ": it cannot be written: " + fault(e), e);
        }
    }

    /** {@return a path in the same folder, which is made if there is none} */
    private Path beside() throws IOException {
        Path target = target();
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("it has no folder");
        }
        Files.createDirectories(folder);
        return folder.resolve(
                target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    }

    /** {@return the file itself where the path is a link, which stays} */
    private Path target() throws IOException {
        return Files.exists(file) ? file.toRealPath() : file;
    }

    private static String fault(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof CharacterCodingException) {
            return "it is no text";
        }
        return e.getClass() == IOException.class ? String.valueOf(e.getMessage()) : e.toString();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}

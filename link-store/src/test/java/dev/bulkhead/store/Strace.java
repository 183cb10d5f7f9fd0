package dev.bulkhead.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Records what a process does to its files, and reads the recording. */
final class Strace {
    private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");
    private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\) += (-?\\d+)(?:<.*>)?(?: .*)?");
    private static final Pattern FILE = Pattern.compile("(\\d+)<([^>]*)>.*");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    private final List<DiskEvent> events = new ArrayList<>();
    private final Map<String, String> unfinished = new HashMap<>();

    private Strace() {}

    /** {@return a command that does the same, and records it} */
    static List<String> recording(Path file, List<String> command) {
        List<String> recording = new ArrayList<>(List.of(
                "strace",
                "-f",
                "-qq",
                "--seccomp-bpf",
                "-y",
                "-xx",
                "-s",
                "1000000",
                "-A",
                "-o",
                file.toString(),
                "-e",
                "signal=none",
                "-e",
                "trace=openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename"));
        recording.addAll(command);
        return recording;
    }

    static List<DiskEvent> read(Path file) throws IOException {
        Strace strace = new Strace();
        for (String line : Files.readAllLines(file, ISO_8859_1)) {
            strace.line(line);
        }
        return strace.events;
    }

    /** What is written counts from the beginning of the call on, and what the disk confirms from its end. */
    private void line(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalStateException("not a line of strace: " + line);
        }
        String process = parts.group(1);
        String call = parts.group(2);
        Matcher resumed = RESUMED.matcher(call);
        if (call.endsWith("<unfinished ...>")) {
            String begun = call.substring(0, call.length() - "<unfinished ...>".length());
            if (isWrite(begun)) {
                call(begun + ") = 0");
            } else {
                unfinished.put(process, begun);
            }
        } else if (resumed.matches()) {
            String begun = unfinished.remove(process);
            if (begun != null) {
                call(begun + resumed.group(1));
            }
        } else {
            call(call);
        }
    }

    private static boolean isWrite(String call) {
        return call.startsWith("write(") || call.startsWith("pwrite64(") || call.startsWith("ftruncate(");
    }

    private void call(String line) {
        Matcher call = CALL.matcher(line);
        if (!call.matches() || Long.parseLong(call.group(3)) < 0) {
            return;
        }
        String arguments = call.group(2);
        switch (call.group(1)) {
            case "openat" -> {
                if (arguments.contains("O_CREAT")) {
                    events.add(new DiskEvent.Open(texts(arguments).get(0)));
                }
            }
            case "write" -> write(arguments);
            case "pwrite64" ->
                events.add(new DiskEvent.Write(
                        path(arguments), bytes(textsRaw(arguments).get(0)), lastNumber(arguments)));
            case "ftruncate" -> events.add(new DiskEvent.Truncate(path(arguments), lastNumber(arguments)));
            case "fsync", "fdatasync" -> events.add(new DiskEvent.Sync(path(arguments)));
            case "unlink" -> events.add(new DiskEvent.Unlink(texts(arguments).get(0)));
            case "rename" ->
                events.add(new DiskEvent.Rename(
                        texts(arguments).get(0), texts(arguments).get(1)));
            default -> throw new IllegalStateException("not a call that is recorded: " + line);
        }
    }

    private void write(String arguments) {
        if (arguments.startsWith("1<")) {
            events.add(new DiskEvent.Said(texts(arguments).get(0).trim()));
        }
    }

    private static String path(String arguments) {
        Matcher file = FILE.matcher(arguments);
        if (!file.matches()) {
            throw new IllegalStateException("no file: " + arguments.substring(0, Math.min(200, arguments.length())));
        }
        return new String(bytes(file.group(2)), ISO_8859_1);
    }

    private static long lastNumber(String arguments) {
        return Long.parseLong(
                arguments.substring(arguments.lastIndexOf(',') + 1).trim());
    }

    private static List<String> textsRaw(String arguments) {
        return TEXT.matcher(arguments).results().map(text -> text.group(1)).toList();
    }

    private static List<String> texts(String arguments) {
        return textsRaw(arguments).stream()
                .map(text -> new String(bytes(text), ISO_8859_1))
                .toList();
    }

    /** {@return what {@code \x41\x42} says} */
    private static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length() / 4];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte)
                    (Character.digit(text.charAt(4 * i + 2), 16) << 4 | Character.digit(text.charAt(4 * i + 3), 16));
        }
        return bytes;
    }
}

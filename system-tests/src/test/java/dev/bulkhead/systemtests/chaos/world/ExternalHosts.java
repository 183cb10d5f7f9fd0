package dev.bulkhead.systemtests.chaos.world;

import dev.bulkhead.wire.zmq.CurveKeys;
import dev.bulkhead.wire.zmq.KeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The hosts that somebody else than the gateway starts: here the harness, in the part of an operator. */
final class ExternalHosts {
    private static final int FIRST_PORT = 5701;
    private static final Pattern URLS = Pattern.compile("\"(listen|remote)\"\\s*:\\s*\"([^\"]*)\"");

    private final Path launcher;
    private final Path folder;
    private final @Nullable Network network;
    private final Map<String, Path> written = new HashMap<>();
    private final Map<String, CurveKeys> keys = new HashMap<>();
    private final Map<String, String> ways = new HashMap<>();
    private final Map<String, Process> processes = new HashMap<>();
    private final List<String> modules = new ArrayList<>();

    ExternalHosts(Path launcher, Path folder, @Nullable Network network) {
        this.launcher = launcher;
        this.folder = folder;
        this.network = network;
    }

    /** Gets everything ready for a module's host. {@return the activation for gateway.json} */
    String prepare(Place place, String module) {
        try {
            written.put(module, folder.resolve("data/hosts/" + module + ".json"));
            modules.add(module);
            return place == Place.NONE ? "{ \"type\": \"none\", " + Place.LIMITS + " }" : prepareRemote(module);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String prepareRemote(String module) throws IOException {
        Path device = Files.createDirectories(folder.resolve("device"));
        CurveKeys own = new KeyFile(device.resolve(module + ".key")).create();
        keys.put(module, own);
        String host = "tcp://" + network.there() + ":" + (FIRST_PORT + keys.size() - 1);
        ways.put(module, host);
        return """
               { "type": "none", "listen": "tcp://%s:*", "remote": "%s", "hostKey": "%s", %s }""".formatted(network.here(), network.way(() -> host), own.publicKey(), Place.LIMITS);
    }

    boolean has(String module) {
        return modules.contains(module);
    }

    /** Starts the hosts that do not run, if the gateway has written their files. {@return those that had ended by themselves} */
    List<String> start() throws IOException {
        List<String> ended = new ArrayList<>();
        for (String module : modules) {
            Process old = processes.get(module);
            if (old != null && !old.isAlive()) {
                ended.add(module + " with status " + old.exitValue());
            }
            if ((old == null || !old.isAlive()) && Files.exists(written.get(module))) {
                start(module);
            }
        }
        return ended;
    }

    private void start(String module) throws IOException {
        List<String> command =
                List.of(launcher.toString(), "host", written.get(module).toString());
        if (keys.containsKey(module)) {
            command = network.command(launcher.toString(), "host", carry(module).toString());
        }
        processes.put(
                module,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(
                                folder.resolve(module + ".log").toFile()))
                        .start());
    }

    /** Carries the file that the gateway wrote to the other machine, with the ways that lead there and back. */
    private Path carry(String module) throws IOException {
        Path there = folder.resolve("device").resolve(module + ".json");
        String text = Files.readString(written.get(module));
        Matcher urls = URLS.matcher(text);
        StringBuilder changed = new StringBuilder();
        while (urls.find()) {
            String url = urls.group(1).equals("listen") ? ways.get(module) : wayToGateway(module, urls.group(2));
            urls.appendReplacement(changed, Matcher.quoteReplacement("\"" + urls.group(1) + "\" : \"" + url + "\""));
        }
        urls.appendTail(changed);
        Files.writeString(there, changed);
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rw-------"));
        return there;
    }

    private String wayToGateway(String module, String url) throws IOException {
        String known = ways.get(module + " back");
        if (known == null) {
            known = network.way(() -> url);
            ways.put(module + " back", known);
        }
        return known;
    }

    void kill(String module) throws InterruptedException {
        int unused = processes.remove(module).destroyForcibly().waitFor();
    }

    void killAll() throws InterruptedException {
        for (Process process : processes.values()) {
            int unused = process.destroyForcibly().waitFor();
        }
    }
}

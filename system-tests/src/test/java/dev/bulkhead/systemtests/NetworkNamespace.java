package dev.bulkhead.systemtests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Another machine, as far as the network can tell: a network namespace of Linux, with a cable to it. */
public final class NetworkNamespace {
    private static final int ATTEMPTS = 20;

    private final String name;
    private final String net;

    private NetworkNamespace(int number) {
        name = "bulkhead" + number;
        net = "10.213." + number + ".";
    }

    /** Makes one with a network that nobody uses yet. */
    public static NetworkNamespace open() throws IOException, InterruptedException {
        Needs.require(isPossible(), "root and the command ip (Debian: iproute2) for network namespaces");
        for (int attempt = 1; ; attempt++) {
            NetworkNamespace fresh =
                    new NetworkNamespace(ThreadLocalRandom.current().nextInt(1, 255));
            try {
                fresh.ip("netns", "add", fresh.name);
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                continue;
            }
            fresh.connect();
            return fresh;
        }
    }

    /** {@return whether this machine lets us make one} */
    public static boolean isPossible() throws InterruptedException {
        try {
            return new ProcessBuilder("ip", "netns", "list").start().waitFor() == 0
                    && "root".equals(System.getProperty("user.name"));
        } catch (IOException e) {
            return false;
        }
    }

    private void connect() throws IOException, InterruptedException {
        ip("link", "add", outer(), "type", "veth", "peer", "name", inner(), "netns", name);
        ip("address", "add", here() + "/30", "dev", outer());
        ip("link", "set", outer(), "up");
        ip("-n", name, "address", "add", there() + "/30", "dev", inner());
        ip("-n", name, "link", "set", "lo", "up");
        plug();
    }

    /** {@return the name of this side's network device} */
    public String outer() {
        return name + "o";
    }

    private String inner() {
        return name + "i";
    }

    /** {@return this side's address} */
    public String here() {
        return net + "1";
    }

    /** {@return the other side's address} */
    public String there() {
        return net + "2";
    }

    /** {@return the command that runs a command over there} */
    public List<String> command(String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
        whole.addAll(List.of(command));
        return whole;
    }

    /** Cuts the cable. */
    public void cut() throws IOException, InterruptedException {
        ip("-n", name, "link", "set", inner(), "down");
    }

    /** Mends it. */
    public void plug() throws IOException, InterruptedException {
        ip("-n", name, "link", "set", inner(), "up");
    }

    private void ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    /** Removes it, and the cable with it. */
    public void close() throws IOException, InterruptedException {
        ip("link", "delete", outer());
        ip("netns", "delete", name);
    }
}

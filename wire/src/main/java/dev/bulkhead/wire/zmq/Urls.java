package dev.bulkhead.wire.zmq;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a URL of a socket says. */
public final class Urls {
    private static final Pattern TCP = Pattern.compile("tcp://(\\[[0-9A-Fa-f:]+]|[A-Za-z0-9.-]+|\\*):([0-9]{1,5}|\\*)");
    /** A larger number would make a name of it, which may belong to anybody. */
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";

    private static final Pattern LOOPBACK = Pattern.compile("127(\\." + OCTET + "){3}|localhost|\\[::1]");
    private static final Pattern EVERY_ADDRESS = Pattern.compile("0\\.0\\.0\\.0|\\*|\\[[0:]+]");
    private static final Pattern IPC = Pattern.compile("ipc://[A-Za-z0-9._/-]+");

    private Urls() {}

    /** {@return whether that can be connected to: {@code tcp://HOST:PORT} with a port from 1 to 65535, or {@code ipc://NAME}} */
    public static boolean isRemote(String url) {
        Matcher tcp = TCP.matcher(url);
        if (!tcp.matches() || tcp.group(1).equals("*") || tcp.group(2).equals("*")) {
            return IPC.matcher(url).matches();
        }
        int port = Integer.parseInt(tcp.group(2));
        return port > 0 && port <= 65_535;
    }

    /** {@return whether only processes on this machine can be at the other end; JeroMQ's {@code ipc} is TCP on loopback} */
    public static boolean isLoopback(String url) {
        Matcher tcp = TCP.matcher(url);
        return tcp.matches()
                ? LOOPBACK.matcher(tcp.group(1)).matches()
                : IPC.matcher(url).matches();
    }

    /** {@return whether that stands for every address of this machine, so that nobody can connect to it as it is written} */
    public static boolean isEveryAddress(String url) {
        Matcher tcp = TCP.matcher(url);
        return tcp.matches() && EVERY_ADDRESS.matcher(tcp.group(1)).matches();
    }
}

package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.Condition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Looks whether a condition holds that is about the machine and not about a module. */
final class ConditionProbe {
    private static final int CONNECT_MILLIS = 1000;
    private static final int COMMAND_SECONDS = 2;
    /** systemd-timesyncd makes this file when the clock has been set. */
    private static final Path SYNCHRONISED = Path.of("/run/systemd/timesync/synchronized");

    private ConditionProbe() {}

    /** {@return whether there is something to look at} */
    static boolean isAboutTheMachine(Condition condition) {
        return !(condition instanceof Condition.Activated || condition instanceof Condition.Set);
    }

    /** {@return whether it holds} May take a second or two. */
    static boolean holds(Condition condition) {
        if (condition instanceof Condition.File file) {
            return Files.exists(file.path());
        }
        if (condition instanceof Condition.Tcp tcp) {
            return isListening(tcp);
        }
        return condition instanceof Condition.Network ? hasNetwork() : isClockSynchronised();
    }

    private static boolean isListening(Condition.Tcp tcp) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(tcp.host(), tcp.port()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasNetwork() {
        try {
            return NetworkInterface.networkInterfaces().anyMatch(ConditionProbe::leadsOut);
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean leadsOut(NetworkInterface network) {
        try {
            return network.isUp()
                    && !network.isLoopback()
                    && network.inetAddresses().anyMatch(address -> !address.isLinkLocalAddress());
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean isClockSynchronised() {
        if (Files.exists(SYNCHRONISED)) {
            return true;
        }
        try {
            Process asked = new ProcessBuilder("timedatectl", "show", "-p", "NTPSynchronized", "--value")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!asked.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                return false;
            }
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).startsWith("yes");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

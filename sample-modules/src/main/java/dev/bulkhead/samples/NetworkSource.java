package dev.bulkhead.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How much went through each network interface since the previous reading. Where there is hardware, only interfaces with
 * hardware count: bridges, tunnels and the like would count the same bytes again. A container has none; there, all but the
 * loopback count.
 */
final class NetworkSource implements Source {
    private final Path dev;
    private final Path interfaces;
    private final LongSupplier nanoTime;
    private Map<String, Traffic> previous = Map.of();
    private long previousNanos;

    NetworkSource(Path proc, Path sys, LongSupplier nanoTime) {
        dev = proc.resolve("net/dev");
        interfaces = sys.resolve("class/net");
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return "network";
    }

    @Override
    public List<Reading> read() throws IOException {
        Map<String, Traffic> now = Traffic.parse(Files.readString(dev));
        long nanos = nanoTime.getAsLong();
        List<Reading> readings = compare(now, nanos - previousNanos);
        previous = now;
        previousNanos = nanos;
        return readings;
    }

    private List<Reading> compare(Map<String, Traffic> now, long nanos) {
        List<Reading> readings = new ArrayList<>();
        for (String name : real(now)) {
            Traffic then = previous.get(name);
            Traffic traffic = now.get(name);
            if (then != null && traffic != null) {
                addRate(readings, "network.rx", name, traffic.received() - then.received(), nanos);
                addRate(readings, "network.tx", name, traffic.sent() - then.sent(), nanos);
            }
        }
        return readings;
    }

    private List<String> real(Map<String, Traffic> now) {
        List<String> names =
                now.keySet().stream().filter(name -> !name.equals("lo")).toList();
        List<String> hardware = names.stream().filter(this::isHardware).toList();
        return hardware.isEmpty() ? names : hardware;
    }

    private boolean isHardware(String name) {
        return Files.exists(interfaces.resolve(name).resolve("device"));
    }

    private static void addRate(List<Reading> readings, String kind, String of, long bytes, long nanos) {
        // A counter that went back has wrapped or was reset; which of the two cannot be told, so neither can the rate.
        if (bytes >= 0 && nanos > 0) {
            double rate = (double) bytes * TimeUnit.SECONDS.toNanos(1) / nanos;
            readings.add(new Reading(kind, of, rate, Reading.BYTES_PER_SECOND));
        }
    }
}

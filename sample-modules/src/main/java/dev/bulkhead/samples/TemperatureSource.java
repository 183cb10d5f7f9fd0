package dev.bulkhead.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The temperature of one thermal zone. */
final class TemperatureSource implements Source {
    private static final double ABSOLUTE_ZERO = -273.15;

    private final Path temp;
    private final String of;

    TemperatureSource(Path zone, String of) {
        temp = zone.resolve("temp");
        this.of = of;
    }

    @Override
    public String name() {
        return "temperature " + of;
    }

    @Override
    public List<Reading> read() throws IOException {
        double celsius = Long.parseLong(Files.readString(temp).strip()) / 1000.0;
        // The kernel says -274 °C for a sensor that has not measured yet.
        return celsius < ABSOLUTE_ZERO ? List.of() : List.of(new Reading("temperature", of, celsius, "°C"));
    }
}

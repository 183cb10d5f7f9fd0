package dev.bulkhead.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the thermal zones of the machine. */
final class ThermalZones {
    private ThermalZones() {}

    /** {@return one source for each zone, named by its type; empty if there are none} */
    static List<Source> in(Path sys) {
        Path thermal = sys.resolve("class/thermal");
        String[] zones = thermal.toFile().list((folder, name) -> name.startsWith("thermal_zone"));
        if (zones == null) {
            return List.of();
        }
        Arrays.sort(zones);
        Set<String> taken = new HashSet<>();
        List<Source> sources = new ArrayList<>();
        for (String zone : zones) {
            String type = type(thermal.resolve(zone));
            // Two zones may have the same type, but not the same name: their values would be mixed up.
            String of = taken.add(type) ? type : type + " " + zone;
            sources.add(new TemperatureSource(thermal.resolve(zone), of));
        }
        return sources;
    }

    private static String type(Path zone) {
        try {
            return Files.readString(zone.resolve("type")).strip();
        } catch (IOException e) {
            return zone.getFileName().toString();
        }
    }
}

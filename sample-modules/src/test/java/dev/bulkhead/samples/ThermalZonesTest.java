package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThermalZonesTest {
    @TempDir
    private Path sys;

    @Test
    void shouldFindNoneWhereThereIsNone() {
        assertThat(ThermalZones.in(sys)).isEmpty();
    }

    @Test
    void shouldIgnoreCoolingDevices() throws IOException {
        Files.createDirectories(sys.resolve("class/thermal/cooling_device0"));

        assertThat(ThermalZones.in(sys)).isEmpty();
    }

    @Test
    void shouldReadDegreesCelsiusByType() throws IOException {
        zone("thermal_zone0", "cpu-thermal\n", "48312\n");

        assertThat(onlyZone().read()).containsExactly(new Reading("temperature", "cpu-thermal", 48.312, "°C"));
    }

    @Test
    void shouldReadDegreesBelowZero() throws IOException {
        zone("thermal_zone0", "outside\n", "-20500\n");

        assertThat(onlyZone().read()).containsExactly(new Reading("temperature", "outside", -20.5, "°C"));
    }

    @Test
    void shouldSayNothingOfASensorThatHasNotMeasuredYet() throws IOException {
        zone("thermal_zone0", "cpu-thermal\n", "-274000\n");

        assertThat(onlyZone().read()).isEmpty();
    }

    @Test
    void shouldRefuseATemperatureThatIsNotANumber() throws IOException {
        zone("thermal_zone0", "cpu-thermal\n", "\n");

        assertThatIllegalArgumentException().isThrownBy(() -> onlyZone().read());
    }

    @Test
    void shouldTellZonesOfTheSameTypeApart() throws IOException {
        zone("thermal_zone0", "acpitz\n", "20000\n");
        zone("thermal_zone1", "acpitz\n", "30000\n");

        assertThat(ThermalZones.in(sys))
                .extracting(Source::name)
                .containsExactly("temperature acpitz", "temperature acpitz thermal_zone1");
    }

    @Test
    void shouldNameAZoneWithoutATypeByItsFolder() throws IOException {
        Files.createDirectories(sys.resolve("class/thermal/thermal_zone7"));

        assertThat(onlyZone().name()).isEqualTo("temperature thermal_zone7");
    }

    private Source onlyZone() {
        List<Source> zones = ThermalZones.in(sys);
        assertThat(zones).hasSize(1);
        return zones.get(0);
    }

    private void zone(String name, String type, String temp) throws IOException {
        Path zone = Files.createDirectories(sys.resolve("class/thermal").resolve(name));
        Files.writeString(zone.resolve("type"), type);
        Files.writeString(zone.resolve("temp"), temp);
    }
}

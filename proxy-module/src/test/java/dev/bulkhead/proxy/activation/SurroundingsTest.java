package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    private static final Map<String, String> GATEWAY =
            Map.of("PATH", "/bin", "HOME", "/home/gw", "SECRET", "s", "SITE", "7");

    private static Isolation isolation(String user, Map<String, String> environment, List<String> passedOn) {
        return new Isolation(
                user,
                null,
                OptionalInt.empty(),
                environment,
                passedOn,
                null,
                OptionalLong.empty(),
                OptionalDouble.empty());
    }

    @Test
    void shouldPassOnWhatIsHarmlessOrNamed() {
        Isolation isolation = isolation(null, Map.of("A", "1"), List.of("SITE", "NOT_THERE"));

        assertThat(new Surroundings(isolation, GATEWAY).environment())
                .containsOnly(
                        Map.entry("PATH", "/bin"),
                        Map.entry("HOME", "/home/gw"),
                        Map.entry("SITE", "7"),
                        Map.entry("A", "1"),
                        Map.entry("MALLOC_MMAP_THRESHOLD_", "16384"));
    }

    @Test
    void shouldLetWhatIsWrittenWin() {
        Isolation isolation = isolation(null, Map.of("PATH", "/mine", "MALLOC_MMAP_THRESHOLD_", "0"), List.of("PATH"));

        assertThat(new Surroundings(isolation, GATEWAY).environment())
                .containsEntry("PATH", "/mine")
                .containsEntry("MALLOC_MMAP_THRESHOLD_", "0");
    }

    @Test
    void shouldKeepTheGatewaysHomeFromOthers() {
        assertThat(new Surroundings(isolation("nobody", Map.of(), List.of()), GATEWAY).environment())
                .doesNotContainKey("HOME");
    }

    @Test
    void shouldStartWithNothingBeforeTheHostByDefault() throws Exception {
        assertThat(new Surroundings(Isolation.NONE, GATEWAY).prefix()).isEmpty();
    }
}

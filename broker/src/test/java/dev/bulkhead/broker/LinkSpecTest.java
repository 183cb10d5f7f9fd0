package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSpecTest {
    private static LinkSpec withCapacity(int capacity) {
        return new LinkSpec("a", "b", Map.of(), Overflow.BLOCK, capacity, Duration.ZERO);
    }

    @Test
    void shouldHaveDefaults() {
        assertThat(LinkSpec.between("a", "b"))
                .isEqualTo(new LinkSpec(
                        "a",
                        "b",
                        Map.of(),
                        Overflow.BLOCK,
                        1024,
                        LinkSpec.DEFAULT_CAPACITY_BYTES,
                        Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1 << 20})
    void shouldAllowACapacity(int capacity) {
        assertThat(withCapacity(capacity).capacity()).isEqualTo(capacity);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, (1 << 20) + 1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldRefuseACapacity(int capacity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withCapacity(capacity))
                .withMessage("capacity is " + capacity + ", allowed are 1 to 1048576");
    }

    @ParameterizedTest
    @CsvSource({"a, true", "b, false", "c, false", "*, false"})
    void shouldStartAtTheModuleItNames(String module, boolean starts) {
        assertThat(LinkSpec.between("a", "b").startsAt(module)).isEqualTo(starts);
    }

    @ParameterizedTest
    @CsvSource({"a, true", "c, true", "b, false"})
    void shouldStartAtEveryModuleButTheSinkWhereItSaysAny(String module, boolean starts) {
        assertThat(LinkSpec.between("*", "b").startsAt(module)).isEqualTo(starts);
    }

    @Test
    void shouldStartAtItsSinkWhenThatIsSaid() {
        assertThat(LinkSpec.between("a", "a").startsAt("a")).isTrue();
    }

    @Test
    void shouldRefuseABoundOfNoBytes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkSpec("a", "b", Map.of(), Overflow.BLOCK, 1, 0, Duration.ZERO))
                .withMessage("capacityBytes is 0, the least is 1");
    }

    @Test
    void shouldNotChangeWhenTheMatchThatWasGivenChanges() {
        Map<String, String> match = new HashMap<>(Map.of("kind", "cpu"));
        LinkSpec spec = new LinkSpec("a", "b", match, Overflow.BLOCK, 1, Duration.ZERO);
        match.clear();

        assertThat(spec.match()).containsExactly(Map.entry("kind", "cpu"));
    }
}

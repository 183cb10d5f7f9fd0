package dev.bulkhead.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class PropertyMapTest {
    private final Map<String, String> map = Message.builder()
            .property("kind", "cpu")
            .property("größe", "12 °")
            .property("温度", "\uD83C\uDF21")
            .build()
            .properties();

    @Test
    void shouldGetWhatWasGivenAlsoWhenItIsNotAscii() {
        assertThat(map)
                .containsExactly(entry("kind", "cpu"), entry("größe", "12 °"), entry("温度", "\uD83C\uDF21"))
                .containsEntry("größe", "12 °")
                .containsKey("温度")
                .containsValue("12 °")
                .hasSize(3);
    }

    @Test
    void shouldHaveNothingElse() {
        assertThat(map.get("Kind")).isNull();
        assertThat(map.get(null)).isNull();
        assertThat(map.containsKey("cpu")).isFalse();
        assertThat(map.containsKey(null)).isFalse();
        assertThat(map.containsValue("kind")).isFalse();
        assertThat(map.getOrDefault("absent", "other")).isEqualTo("other");
    }

    @Test
    void shouldEqualAnyMapWithTheSameEntries() {
        Map<String, String> hashed = new HashMap<>(map);

        assertThat(map)
                .isEqualTo(hashed)
                .hasSameHashCodeAs(hashed)
                .hasToString("{kind=cpu, größe=12 °, 温度=\uD83C\uDF21}");
        assertThat(hashed).isEqualTo(map);
        assertThat(map).isNotEqualTo(Map.of("kind", "cpu"));
    }

    @Test
    void shouldGoThroughTheEntriesInOrder() {
        List<String> seen = new ArrayList<>();
        map.forEach((key, value) -> seen.add(key));

        assertThat(seen).containsExactly("kind", "größe", "温度");
        assertThat(map.keySet()).containsExactlyElementsOf(seen);
        assertThat(map.values()).containsExactly("cpu", "12 °", "\uD83C\uDF21");
        assertThat(map.entrySet()).contains(Map.entry("kind", "cpu")).doesNotContain(Map.entry("kind", "disk"));
    }

    @Test
    void shouldEndWhenThereAreNoMoreEntries() {
        Iterator<Map.Entry<String, String>> entries = map.entrySet().iterator();
        map.forEach((key, value) -> entries.next());

        assertThat(entries.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(entries::next);
    }

    @Test
    void shouldRefuseEveryChange() {
        Map.Entry<String, String> first = map.entrySet().iterator().next();

        for (Runnable change : List.<Runnable>of(
                () -> map.put("kind", "disk"),
                () -> map.put("new", "1"),
                () -> map.putAll(Map.of("new", "1")),
                () -> map.remove("kind"),
                map::clear,
                () -> map.replaceAll((key, value) -> ""),
                () -> map.compute("kind", (key, value) -> null),
                () -> map.merge("kind", "x", String::concat),
                () -> map.keySet().remove("kind"),
                () -> map.values().remove("cpu"),
                () -> map.entrySet().clear(),
                () -> first.setValue("disk"))) {
            assertThatThrownBy(change::run).isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(map).hasSize(3).containsEntry("kind", "cpu");
    }
}

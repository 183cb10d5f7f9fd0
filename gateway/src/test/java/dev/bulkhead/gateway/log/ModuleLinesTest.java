package dev.bulkhead.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class ModuleLinesTest {
    private static ModuleLine line(String text) {
        return new ModuleLine("pump", Instant.EPOCH, "INFO", text);
    }

    private static List<String> texts(List<ModuleLine> lines) {
        return lines.stream().map(ModuleLine::text).toList();
    }

    @Test
    void shouldKeepTheLastThousandLines() {
        ModuleLines lines = new ModuleLines();
        for (int i = 1; i <= 1001; i++) {
            lines.add(line("line " + i));
        }

        assertThat(lines.last("pump", 5000)).hasSize(1000);
        assertThat(texts(lines.last("pump", 2))).containsExactly("line 1000", "line 1001");
        assertThat(lines.last("pump", 0)).isEmpty();
        assertThat(lines.last("nobody", 5)).isEmpty();
    }

    @Test
    void shouldBoundTheirLength() {
        ModuleLines lines = new ModuleLines();
        for (int i = 0; i < 100; i++) {
            lines.add(line("x".repeat(8192)));
        }

        assertThat(lines.last("pump", 1000)).hasSize(256 / 8);
    }

    @Test
    void shouldBoundTheNumberOfModules() {
        ModuleLines lines = new ModuleLines();
        for (int i = 0; i < 5000; i++) {
            lines.add(new ModuleLine("name-" + i, Instant.EPOCH, "INFO", "x"));
        }

        assertThat(lines.last("name-4095", 1)).hasSize(1);
        assertThat(lines.last("name-4999", 1)).isEmpty();
    }

    @Test
    void shouldTellTheLastLinesThenEachNewOne() throws Exception {
        ModuleLines lines = new ModuleLines();
        List<ModuleLine> heard = new ArrayList<>();
        lines.add(line("one"));
        lines.add(line("two"));

        AutoCloseable following = lines.follow("pump", 1, heard::add);
        lines.add(line("three"));
        following.close();
        lines.add(line("four"));

        assertThat(texts(heard)).containsExactly("two", "three");
    }

    @Test
    void shouldTakeWhatIsLoggedUnderTheNameOfAModule() {
        try (ModuleLines lines = ModuleLines.attach()) {
            MDC.put("module", "pump");
            try {
                LoggerFactory.getLogger("a.Pump").warn("dry", new IllegalStateException("no water"));
            } finally {
                MDC.remove("module");
            }
            LoggerFactory.getLogger("a.Pump").warn("nobody's");

            assertThat(lines.last("pump", 10)).hasSize(1);
            ModuleLine line = lines.last("pump", 1).get(0);
            assertThat(line.level()).isEqualTo("WARN");
            assertThat(line.text()).startsWith("dry\njava.lang.IllegalStateException: no water");
        }
    }
}

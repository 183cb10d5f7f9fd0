package dev.bulkhead.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void everythingWasSeen() throws Exception {
        for (String auditor : List.of("local", "returned")) {
            Files.writeString(folder.resolve(auditor + ".audit"), "100 100 0 0");
        }
        Files.writeString(folder.resolve("kept.audit"), "100 103 0 3");
    }

    private List<String> faults(LinkCounts... links) throws Exception {
        return new Audit(new SoakConfiguration(1000, true), folder).faults(List.of(links));
    }

    private static LinkCounts link(
            String source, String sink, long delivered, long waiting, Map<String, Long> dropped) {
        return new LinkCounts(source, sink, 100, delivered, waiting, 0, 0, dropped);
    }

    @Test
    void shouldAllowOnlyTheDisturbedToLose() throws Exception {
        assertThat(faults(
                        link("metronome", "local", 100, 0, Map.of()),
                        link("metronome", "victim", 90, 0, Map.of("host-lost", 10L))))
                .isEmpty();
        assertThat(faults(link("metronome", "keeper", 90, 0, Map.of("host-lost", 10L))))
                .singleElement()
                .asString()
                .startsWith("metronome → keeper lost messages: {host-lost=10}");
    }

    @Test
    void shouldFindWhatIsNotCountedAndWhatDoesNotMove() throws Exception {
        assertThat(faults(link("metronome", "victim", 90, 4, Map.of())))
                .containsExactly(
                        "the ledger of metronome → victim does not balance, by 6",
                        "4 messages still wait in metronome → victim");
    }

    @Test
    void shouldFindNumbersThatDidNotCome() throws Exception {
        Files.writeString(folder.resolve("returned.audit"), "100 99 1 0");
        Files.writeString(folder.resolve("kept.audit"), "99 99 0 0");

        assertThat(faults(link("metronome", "local", 100, 0, Map.of())))
                .hasSize(2)
                .anyMatch(fault -> fault.startsWith("returned should have seen 100 numbers once each"))
                .anyMatch(fault -> fault.startsWith("kept should have seen 100 numbers at least once"));
    }
}

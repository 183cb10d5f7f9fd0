package dev.bulkhead.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.systemtests.chaos.fault.FaultKind;
import dev.bulkhead.systemtests.chaos.world.LinkKind;
import dev.bulkhead.systemtests.chaos.world.Place;
import dev.bulkhead.systemtests.chaos.world.Settings;
import dev.bulkhead.systemtests.chaos.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of {@code script/chaos} with a fixed seed. */
class ChaosTest {
    private static final long SEED = 1;
    private static final List<FaultKind> FAULTS = List.of(FaultKind.KILL_GATEWAY, FaultKind.KILL_HOST, FaultKind.APPLY);

    @TempDir
    private Path folder;

    @Test
    void shouldLoseNothingUncounted() throws Exception {
        List<Place> places = List.of(Place.IN_PROCESS, Place.FORK);
        List<LinkKind> links = Arrays.asList(LinkKind.values());
        Path root =
                Path.of(System.getProperty("bulkhead.root")).toAbsolutePath().normalize();
        try (World world = World.open(new Settings(root, folder, places, links, 40), Set.of())) {
            Coordinator run = new Coordinator(world, new Schedule(SEED, FAULTS), System.out);
            run.run(FAULTS.size(), Duration.ofMinutes(2));
            Report report = Report.of(SEED, List.of("in-process", "fork"), FAULTS, links, run, Map.of());
            assertThat(report.isClean()).as(ReportText.of(report)).isTrue();
            assertThat(run.rounds()).hasSameSizeAs(FAULTS);
            assertThat(report.links())
                    .allSatisfy(link -> assertThat(link.tally().delivered()).isPositive());
        }
    }

    @Test
    void shouldDoTheSameHarmForTheSameSeed() {
        List<FaultKind> all = List.of(FaultKind.values());
        assertThat(draws(new Schedule(7, all))).isEqualTo(draws(new Schedule(7, all)));
        assertThat(draws(new Schedule(7, all))).isNotEqualTo(draws(new Schedule(8, all)));
    }

    @Test
    void shouldDoEveryHarmOnceBeforeItDoesOneTwice() {
        Schedule schedule = new Schedule(7, List.of(FaultKind.values()));
        int kinds = FaultKind.values().length;
        assertThat(IntStream.range(kinds, 2 * kinds).mapToObj(schedule::kind))
                .containsExactlyInAnyOrder(FaultKind.values());
    }

    private static List<String> draws(Schedule schedule) {
        return IntStream.range(0, 40)
                .mapToObj(round ->
                        schedule.kind(round) + " " + schedule.choices(round).nextLong())
                .toList();
    }
}

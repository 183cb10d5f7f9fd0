package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    private final Bench bench = new Bench().add("b");
    private final Member member = bench.member("b");
    private final List<Map<String, Boolean>> heard = Collections.synchronizedList(new ArrayList<>());

    ConditionsTest() {
        member.onConditions(() -> heard.add(member.conditions()));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldTellOfEachChangeAndOfNothingElse() {
        Probe probe = bench.run("b", new Probe().onCreate(context -> context.condition("ready", false)));
        probe.context().condition("ready", false);
        probe.context().condition("ready", true);
        probe.context().condition("calibrated", true);
        probe.context().condition("calibrated", true);

        assertThat(heard)
                .containsExactly(
                        Map.of("ready", false), Map.of("ready", true), Map.of("ready", true, "calibrated", true));
    }

    @Test
    void shouldEndWithTheLifeOfTheModule() {
        Probe first = bench.run("b", new Probe().onDestroy(context -> context.condition("too.late", true)));
        first.context().condition("ready", true);
        bench.stop("b", Duration.ZERO);
        first.context().condition("ready", true);

        assertThat(member.conditions()).isEmpty();
        assertThat(heard).containsExactly(Map.of("ready", true), Map.of());
        bench.run("b", new Probe());
        first.context().condition("ready", true);
        assertThat(member.conditions()).isEmpty();
    }

    @Test
    void shouldEndWhenTheModuleIsGivenUp() {
        bench.run("b", new Probe()).context().condition("ready", true);
        member.abandon();

        assertThat(member.conditions()).isEmpty();
        assertThat(heard).endsWith(Map.of());
    }

    @Test
    void shouldStayWhileTheModuleIsSuspended() {
        bench.run("b", new Sleeper()).context().condition("ready", true);
        Bench.done(member.suspend());

        assertThat(member.conditions()).containsExactly(Map.entry("ready", true));
    }

    @Test
    void shouldBeSaidByAForwarderForItsModule() {
        FakeForwarder forwarder = bench.run("b", new FakeForwarder());
        forwarder.port().condition("ready", true);
        assertThat(member.conditions()).containsExactly(Map.entry("ready", true));
        forwarder.port().down();

        assertThat(heard).containsExactly(Map.of("ready", true), Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a/b", "-a", "a b", "ä", "a12345678901234567890123456789012345678901234567890123456789abcde"
            })
    void shouldRefuseANameThatIsNone(String name) {
        Probe probe = bench.run("b", new Probe());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> probe.context().condition(name, true))
                .withMessage("\"" + name + "\" is no name of a condition: a letter or digit, then at most 63 letters,"
                        + " digits, dots, underscores and hyphens");
    }

    @Test
    void shouldRefuseMoreThanAModuleMayHave() {
        Probe probe = bench.run("b", new Probe());
        for (int i = 0; i < Conditions.MOST; i++) {
            probe.context().condition("c" + i, true);
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> probe.context().condition("more", true))
                .withMessage("the condition \"more\" is one too many: a module may have 64");
        probe.context().condition("c0", false);
        assertThat(member.conditions()).hasSize(64).containsEntry("c0", false);
    }
}

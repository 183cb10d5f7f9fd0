package dev.bulkhead.gateway.change;

import static dev.bulkhead.gateway.change.Configs.link;
import static dev.bulkhead.gateway.change.Configs.module;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.gateway.config.GatewayConfig;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final String ABC = module("a", "") + "," + module("b", "") + "," + module("c", "");

    private static Plan plan(String modules, String links, String nextModules, String nextLinks) {
        return Planner.plan(Configs.of(modules, links), Configs.of(nextModules, nextLinks));
    }

    @Test
    void shouldPlanNothingWhereNothingDiffers() {
        Plan plan = plan(ABC, link("a", "b", ""), ABC, link("a", "b", ", \"capacity\": 1024"));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(PlanText.of(plan)).isEqualTo("nothing changes\n");
    }

    @Test
    void shouldTellWhatComesGoesAndChanges() {
        String args = ", \"args\": { \"every\": \"1s\", \"same\": 1, \"password\": \"${env:SECRET}\" }";
        String others = ", \"args\": { \"every\": \"2s\", \"same\": 1, \"password\": \"other\", \"new\": {} }";
        Plan plan = plan(
                module("a", args) + "," + module("b", "") + "," + module("gone", ", \"activation\": \"fork\""),
                link("a", "b", "") + "," + link("a", "gone", ", \"match\": {\"kind\": \"x\"}"),
                module("a", others) + "," + module("b", ", \"activation\": \"fork\"") + "," + module("new", ""),
                link("a", "b", ", \"capacity\": 5, \"overflow\": \"drop-oldest\"") + "," + link("*", "new", ""));

        assertThat(PlanText.of(plan)).isEqualTo("""
                - module gone (fork)
                ~ module a: args.every, args.new, args.password; restarts
                ~ module b: activation in-process → fork; restarts
                + module new (in-process)
                - link a → gone [kind=x]
                ~ link a → b: overflow, capacity
                + link * → new
                """);
        assertThat(plan.goingDown()).containsExactly("gone", "a", "b");
        assertThat(plan.comingUp()).containsExactly("a", "b", "new");
        assertThat(plan.names(Kind.ADDED)).containsExactly("new");
        assertThat(Plan.inOrder(List.of(Set.of("b"), Set.of("x"), Set.of("a", "gone")), plan.goingDown()))
                .containsExactly(Set.of("b"), Set.of("a", "gone"));
        assertThat(PlanText.json(plan).toString())
                .contains("{\"change\":\"changed\",\"name\":\"b\",\"activation\":\"fork\","
                        + "\"changed\":[\"activation in-process → fork\"],\"restarts\":true}")
                .contains(
                        "{\"change\":\"removed\",\"source\":\"a\",\"sink\":\"gone\",\"match\":{\"kind\":\"x\"},\"changed\":[]}")
                .doesNotContain("hush-hush");
    }

    @Test
    void shouldTakeALinkWithAnotherMatchForTheSameWhereThereIsNoBetter() {
        String x = ", \"match\": {\"kind\": \"x\"}";
        Plan plan = plan(
                ABC,
                link("a", "b", x) + "," + link("a", "b", ", \"match\": {\"kind\": \"y\"}"),
                ABC,
                link("a", "b", ", \"match\": {\"kind\": \"z\"}") + "," + link("a", "b", x));

        assertThat(PlanText.of(plan)).isEqualTo("~ link a → b [kind=z]: match\n");
    }

    @Test
    void shouldNameTheKeysOfWhatChangesWithoutARestart() {
        String keys = ", \"startmode\": \"Deactivated\", \"after\": [\"b\"], \"preconditions\": [\"time\"], "
                + "\"restart\": \"always\", \"backOff\": \"2s\", \"maxBackOff\": \"3m\", \"restartLimit\": 7, "
                + "\"restartWindow\": \"1h\", \"watchdog\": \"1s\"";
        Plan plan = plan(ABC, "", module("a", keys) + "," + module("b", "") + "," + module("c", ""), "");

        assertThat(PlanText.of(plan))
                .isEqualTo("~ module a: startmode, after, preconditions, restart, backOff, maxBackOff, restartLimit, "
                        + "restartWindow, watchdog; keeps running\n");
    }

    @Test
    void shouldRefuseWhatWouldNeedAnotherGateway() {
        GatewayConfig before = Configs.load("{ \"modules\": [" + ABC + "] }");
        GatewayConfig after =
                Configs.load("{ \"gateway\": { \"name\": \"other\", \"data\": \"elsewhere\", \"maxMessage\": "
                        + "\"1MiB\", \"control\": { \"listen\": \"127.0.0.1:1\" } }, \"modules\": [" + ABC + "] }");
        Plan plan = Planner.plan(before, after);

        assertThat(plan.refusal())
                .isEqualTo(
                        "gateway.control.listen, gateway.data, gateway.maxMessage cannot be changed while the gateway "
                                + "runs; stop it and run it again");
        assertThat(plan.gateway()).containsExactly("gateway.name");
        assertThat(Planner.plan(before, before).refusal()).isEmpty();
    }

    @Test
    void shouldRestartTheModulesOfAHostWhoseLinksInsideChange() {
        String hosted = ", \"activation\": \"fork\", \"host\": \"h\"";
        String modules = module("a", hosted) + "," + module("b", hosted) + "," + module("c", "");
        Plan plan = plan(modules, link("a", "b", ""), modules, link("a", "b", ", \"capacity\": 7"));

        assertThat(PlanText.of(plan)).isEqualTo("""
                ~ module a: links of host h; restarts
                ~ module b: links of host h; restarts
                ~ link a → b: capacity
                """);
    }

    @Test
    void shouldRestartAModuleOfAHostWhoseLinksOutChangeOnlyIfTheHostSortsThem() {
        String hosted = ", \"activation\": \"fork\", \"host\": \"h\"";
        String modules = module("a", hosted) + "," + module("b", hosted) + "," + module("c", "");

        assertThat(PlanText.of(
                        plan(modules, link("a", "b", ""), modules, link("a", "b", "") + "," + link("a", "c", ""))))
                .isEqualTo("~ module a: links of host h; restarts\n+ link a → c\n");
        assertThat(PlanText.of(plan(modules, "", modules, link("a", "c", "")))).isEqualTo("+ link a → c\n");
    }
}

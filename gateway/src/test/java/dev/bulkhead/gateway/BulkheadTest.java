package dev.bulkhead.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.ModuleStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class BulkheadTest {
    @TempDir
    private Path folder;

    private final Pump pump = new Pump();
    private final Tank tank = new Tank();

    /** Publishes what the test says. */
    private static final class Pump implements Module {
        private volatile ModuleContext context;

        @Override
        public void create(ModuleContext newContext) {
            context = newContext;
        }

        void publish(String text) {
            context.publish(Message.of(Map.of("kind", "litres"), text));
        }

        @Override
        public void receive(Message message) {}

        @Override
        public void destroy() {}
    }

    /** Keeps what comes. */
    private static final class Tank implements Module {
        private final List<String> received = new CopyOnWriteArrayList<>();
        private volatile Args args = new Args("");

        record Args(String unit) {}

        @Override
        public void create(ModuleContext context) {
            args = context.args(Args.class);
        }

        @Override
        public void receive(Message message) {
            received.add(message.text());
        }

        @Override
        public void destroy() {
            received.add("destroyed");
        }
    }

    private BulkheadBuilder plant() {
        return Bulkhead.builder()
                .data(folder.resolve("data"))
                .module("pump", pump)
                .module("tank", tank)
                .link("pump", "tank")
                .match("kind", "lit*")
                .capacity(10);
    }

    @Test
    void shouldRefuseWhatCannotBeAModule() {
        assertThatThrownBy(() -> plant().module("none", (Module) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the module \"none\" is null; give the module itself");
        assertThatThrownBy(() -> plant().module("none", (java.util.function.Supplier<Module>) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give a supplier");
        assertThatThrownBy(() -> plant().module("second", tank))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the modules \"tank\" and \"second\" are one and the same instance");
    }

    @Test
    void shouldNameTheArgumentThatHasNoFormAsJson() {
        BulkheadBuilder builder = plant().module("third", Tank::new);

        assertThatThrownBy(() -> builder.args(Map.of("unit", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "the argument \"unit\" of the module \"third\", a java.lang.Object, has no form as JSON");
    }

    @Test
    void shouldNotStartAfterItsEnd() throws Exception {
        Bulkhead gateway = plant().build();
        gateway.close();

        assertThatThrownBy(gateway::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the gateway is closed, and starts no more; build another");
    }

    private static ModuleStatus status(Bulkhead gateway, String module) {
        return gateway.status().modules().stream()
                .filter(each -> each.name().equals(module))
                .findFirst()
                .orElseThrow();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    private static void end(Bulkhead gateway, String module) throws Exception {
        gateway.controller().deactivate(module).get(10, TimeUnit.SECONDS);
    }

    private static void begin(Bulkhead gateway, String module) throws Exception {
        gateway.controller().activate(module).get(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldRunModulesOfTheApplicationAndLeaveNothingBehind() throws Exception {
        Set<Thread> before = threads();
        Thread here = Thread.currentThread();
        ClassLoader loader = here.getContextClassLoader();
        Bulkhead gateway = plant().build().start();
        try (gateway) {
            pump.publish("1");
            pump.publish("2");
            assertThat(gateway.status().control()).isNull();
            assertThat(folder.resolve("data/control.address")).doesNotExist();
        }
        assertThat(tank.received).containsExactly("1", "2", "destroyed");
        assertThat(here.getContextClassLoader()).isSameAs(loader);
        gateway.close();
        await().atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(threads().stream()
                                .filter(thread -> thread.isAlive() && !before.contains(thread))
                                .map(Thread::getName)
                                .filter(name -> !name.startsWith("awaitility")))
                        .isEmpty());
    }

    @Test
    void shouldLeaveTheSetUpOfLoggingAlone() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        List<String> before = appenders(root);
        try (Bulkhead gateway = plant().build().start()) {
            assertThat(gateway.status().modules()).hasSize(2);
            assertThat(appenders(root)).isEqualTo(before);
        }
        assertThat(appenders(root)).isEqualTo(before);
    }

    private static List<String> appenders(Logger logger) {
        List<String> names = new CopyOnWriteArrayList<>();
        for (Iterator<?> each = logger.iteratorForAppenders(); each.hasNext(); ) {
            names.add(String.valueOf(each.next()));
        }
        return names;
    }

    @Test
    void shouldGiveArgumentsAndTakeThemAsTheyAre() throws Exception {
        try (Bulkhead gateway = Bulkhead.builder()
                .data(folder)
                .module("tank", tank)
                .args(Map.of("unit", "${env:LITRES}"))
                .build()
                .start()) {
            assertThat(status(gateway, "tank").state()).isEqualTo(ModuleState.ACTIVATED);
            assertThat(tank.args).isEqualTo(new Tank.Args("${env:LITRES}"));
            assertThat(status(gateway, "tank").className()).isEqualTo(Tank.class.getName());
        }
    }

    @Test
    void shouldMakeASuppliedModuleAnewAndGiveAnInstanceOneLife() throws Exception {
        try (Bulkhead gateway = Bulkhead.builder()
                .data(folder)
                .module("pump", Pump::new)
                .module("tank", tank)
                .build()
                .start()) {
            end(gateway, "pump");
            begin(gateway, "pump");
            assertThat(status(gateway, "pump").state()).isEqualTo(ModuleState.ACTIVATED);
            end(gateway, "tank");
            assertThatThrownBy(() -> begin(gateway, "tank")).isInstanceOf(ExecutionException.class);
            assertThat(status(gateway, "tank").error())
                    .contains(
                            "the module tank was registered as an instance, which has had its life; register a supplier");
        }
    }

    @Test
    void shouldAddToAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("gateway.json"), """
                { // the plant
                  "gateway": { "name": "plant", "data": "elsewhere" },
                  "modules": [ { "name": "tank2", "class": "%s" } // the second
                  ] }""".formatted(PublicTank.class.getName()));
        try (Bulkhead gateway = plant().file(file).link("pump", "tank2").build().start()) {
            assertThat(gateway.status().name()).isEqualTo("plant");
            assertThat(gateway.status().modules())
                    .extracting(ModuleStatus::name)
                    .containsExactly("tank2", "pump", "tank");
            pump.publish("1");
            await().atMost(10, TimeUnit.SECONDS)
                    .until(() -> gateway.status().links().stream()
                            .allMatch(link -> link.ledger().delivered() == 1));
            assertThat(folder.resolve("data")).isDirectory();
            assertThat(folder.resolve("elsewhere")).doesNotExist();
            assertThatThrownBy(gateway.controller()::persist)
                    .hasMessageContaining("stands in the code of the application");
            end(gateway, "tank2");
            gateway.controller().configure("tank2", "{ \"unit\": \"m3\" }");
        }
    }

    /** A module that can be loaded by its name. */
    public static final class PublicTank implements Module {
        @Override
        public void create(ModuleContext context) {}

        @Override
        public void receive(Message message) {}

        @Override
        public void destroy() {}
    }

    @Test
    void shouldNameTheCallsThatAreWrong() {
        ConfigException problems = catchThrowableOfType(
                ConfigException.class,
                () -> Bulkhead.builder()
                        .gateway("maxMessage", "1 elephant")
                        .data(folder)
                        .module("pump", pump)
                        .set("restart", "sometimes")
                        .link("pump", "tnak")
                        .module("tank", tank)
                        .module("tank", tank)
                        .build());
        assertThat(problems.problems())
                .extracting(Object::toString)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text)
                                .startsWith("Bulkhead.builder().gateway(\"maxMessage\", …): \"1 elephant\" "),
                        text -> assertThat(text)
                                .startsWith(
                                        "Bulkhead.builder().module(\"pump\", …) /restart: there is no \"sometimes\" here"),
                        text -> assertThat(text)
                                .isEqualTo(
                                        "Bulkhead.builder().link(\"pump\", \"tnak\") /sink: there is no module \"tnak\"; did"
                                                + " you mean \"tank\"?"),
                        text -> assertThat(text)
                                .isEqualTo(
                                        "Bulkhead.builder().module(\"tank\", …) /name: the name \"tank\" is taken by a module"
                                                + " further up"));
    }

    @Test
    void shouldNameThePlaceInTheText() {
        ConfigException problems = catchThrowableOfType(
                ConfigException.class, () -> plant().json("""
                        { "modules": [
                            { "name": "valve", "class": "com.acme.Valve" } ],
                          "links": [ { "source": "pump", "sink": "valve" },
                            { "source": "pump", "sink": "vlave" } ] }""", folder).build());
        assertThat(problems.problems())
                .extracting(Object::toString)
                .satisfiesExactly(
                        text -> assertThat(text)
                                .startsWith(
                                        folder.resolve("gateway.json") + ":2:33 /modules/0/class: there is no class"),
                        text -> assertThat(text)
                                .isEqualTo(
                                        folder.resolve("gateway.json")
                                                + ":4:33 /links/1/sink: there is no module \"vlave\"; did you mean \"valve\"?"));
    }

    @Test
    void shouldSayThatThereIsNothingToRun() {
        assertThatThrownBy(() -> Bulkhead.builder().data(folder).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Bulkhead.builder(): the key \"modules\" is missing");
        assertThatThrownBy(() -> plant().json("[]", folder).build())
                .hasMessageContaining("the configuration is an array; expected is an object");
        assertThatThrownBy(() -> Bulkhead.builder().capacity(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldListenForCommandsIfItIsAsked() throws Exception {
        try (Bulkhead gateway = plant().gateway("control", Map.of("listen", "127.0.0.1:0"))
                .control(true)
                .build()
                .start()) {
            assertThat(gateway.status().control()).isNotNull();
            assertThat(Files.readString(folder.resolve("data/control.address")).strip())
                    .isEqualTo("127.0.0.1:" + gateway.status().control().getPort());
        }
    }

    @Test
    void shouldSayWhatAForkedModuleNeeds() {
        assertThatThrownBy(() -> plant().json("""
                        { "modules": [ { "name": "valve", "class": "%s", "activation": "fork" } ] }""".formatted(PublicTank.class.getName()), folder)
                        .build())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("module \"valve\" /activation: it needs a host of its own")
                .hasMessageContaining("-Dbulkhead.lib=FOLDER");
    }

    @Test
    void shouldLetGoOfTheDataFolderWithoutHavingRun() throws Exception {
        plant().build().close();
        try (Bulkhead again = Bulkhead.builder()
                .data(folder.resolve("data"))
                .module("tank", Tank::new)
                .build()) {
            assertThat(again.status().modules()).hasSize(1);
        }
    }
}

package dev.bulkhead.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Overflow;
import dev.bulkhead.proxy.activation.ContainerMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a configuration is in the files of {@code src/test/resources/check}; here is what is right. */
class ConfigLoaderTest {
    private static final String PUBLIC_KEY = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";
    private static final HostSettings DEFAULT_HOST = new HostSettings(
            "tcp://127.0.0.1:*",
            null,
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));

    @TempDir
    private Path folder;

    private Path file;
    private final List<String> probed = new ArrayList<>();

    @BeforeEach
    void files() throws IOException {
        file = folder.resolve("gateway.json");
        Files.createDirectory(folder.resolve("work"));
        for (String name : List.of("acme.jar", "host", "java", "host.json")) {
            Path made = Files.writeString(folder.resolve(name), "");
            assertThat(made.toFile().setExecutable(true)).isTrue();
        }
    }

    private GatewayConfig load(String json) throws Exception {
        Files.writeString(file, json);
        ClassProbe probe = (className, path) -> {
            probed.add(className + " in " + path);
            return Optional.empty();
        };
        return new ConfigLoader(probe, Map.of("NAME", "edge")::get).load(file);
    }

    private ModuleConfig module(String keys) throws Exception {
        return load("{ \"modules\": [ { \"name\": \"m\", \"class\": \"com.acme.M\", " + keys + " } ] }")
                .modules()
                .get(0);
    }

    private void assertProblem(String moduleKeys, String problem) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> module(moduleKeys))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(found -> found.pointer() + ": " + found.text())
                        .containsExactly(problem));
    }

    @Test
    void shouldFillInEveryDefault() throws Exception {
        GatewayConfig config = load("""
                { "modules": [ { "name": "a", "class": "com.acme.A" }, { "name": "b", "class": "com.acme.B" } ],
                  "links": [ { "source": "a", "sink": "b" } ] }""");

        assertThat(config)
                .isEqualTo(new GatewayConfig(
                        file,
                        new GatewaySettings(
                                "gateway",
                                new ListenAddress("127.0.0.1", 9998),
                                folder.resolve("data"),
                                16 << 20,
                                false,
                                Defaults.POST_MORTEM,
                                List.of(folder.resolve("modules")),
                                PackageSettings.OPEN),
                        List.of(
                                new ModuleConfig(
                                        "a",
                                        "com.acme.A",
                                        null,
                                        new ActivationConfig.InProcess(),
                                        null,
                                        "{}",
                                        Defaults.LIFECYCLE),
                                new ModuleConfig(
                                        "b",
                                        "com.acme.B",
                                        null,
                                        new ActivationConfig.InProcess(),
                                        null,
                                        "{}",
                                        Defaults.LIFECYCLE)),
                        List.of(new LinkSpec("a", "b", Map.of(), Overflow.BLOCK, 1024, Duration.ofSeconds(5)))));
        assertThat(probed).containsExactly("com.acme.A in null", "com.acme.B in null");
    }

    @Test
    void shouldTakeEveryKeyOfTheGateway() throws Exception {
        GatewayConfig config = load("""
                { "$schema": "gateway.schema.json",
                  "gateway": { "name": "edge-1", "control": { "listen": "[::1]:0" }, "data": "../d", "maxMessage": "1MiB",
                               "watch": true, "postMortem": [ "Failure" ], "modules": [ "m", "/opt/n" ],
                               "packages": { "keys": [ "minisign.pub" ] } },
                  "modules": [ { "name": "a", "class": "com.acme.A" } ] }""");

        assertThat(config.gateway())
                .isEqualTo(new GatewaySettings(
                        "edge-1",
                        new ListenAddress("[::1]", 0),
                        folder.resolveSibling("d"),
                        1 << 20,
                        true,
                        List.of("Failure"),
                        List.of(folder.resolve("m"), Path.of("/opt/n")),
                        new PackageSettings(List.of("minisign.pub"))));
        assertThat(config.links()).isEmpty();
    }

    @Test
    void shouldTakeEveryKeyOfALink() throws Exception {
        GatewayConfig config = load("""
                { "modules": [ { "name": "a", "class": "com.acme.A" }, { "name": "b", "class": "com.acme.B" } ],
                  "links": [
                    { "source": "a", "sink": "b", "match": { "kind": "cpu*", "host": "?" }, "overflow": "block",
                      "capacity": 1048576, "blockFor": "0ms" },
                    { "source": "*", "sink": "b", "overflow": "drop-oldest", "capacity": 1 },
                    { "source": "b", "sink": "a", "overflow": "drop-newest" } ] }""");

        assertThat(config.links())
                .containsExactly(
                        new LinkSpec(
                                "a", "b", Map.of("kind", "cpu*", "host", "?"), Overflow.BLOCK, 1 << 20, Duration.ZERO),
                        new LinkSpec("*", "b", Map.of(), Overflow.DROP_OLDEST, 1, Duration.ofSeconds(5)),
                        new LinkSpec("b", "a", Map.of(), Overflow.DROP_NEWEST, 1024, Duration.ofSeconds(5)));
    }

    @Test
    void shouldTakeAModuleWithItsJarAndArguments() throws Exception {
        ModuleConfig module = module("\"path\": \"lib/../acme.jar\", \"args\": { \"n\": 1e400, \"a\": [ 1.0 ] }");

        assertThat(module.path()).isEqualTo(folder.resolve("acme.jar"));
        assertThat(module.argsJson()).isEqualTo("{\"n\":1e400,\"a\":[1.0]}");
        assertThat(probed).containsExactly("com.acme.M in " + folder.resolve("acme.jar"));
    }

    @Test
    void shouldFillInEveryDefaultOfFork() throws Exception {
        ActivationConfig.Fork defaults = new ActivationConfig.Fork(
                DEFAULT_HOST,
                null,
                null,
                new JvmSettings(null, OptionalLong.empty(), 1, List.of(), null),
                LimitSettings.NONE,
                new ProcessSettings(null, null, OptionalInt.empty(), Map.of(), List.of(), null));

        assertThat(module("\"activation\": \"fork\"").activation()).isEqualTo(defaults);
        assertThat(module("\"activation\": { \"type\": \"fork\" }").activation())
                .isEqualTo(defaults);
    }

    @Test
    void shouldTakeEveryKeyOfFork() throws Exception {
        ModuleConfig module = module("""
                "activation": { "type": "fork", "listen": "tcp://127.0.0.1:40001", "remote": "ipc://m",
                  "heartbeat": "50ms", "heartbeatLimit": "100ms", "startTimeout": "1h", "grace": "0s",
                  "hostPath": "host", "configPath": "host.json", "java": "java", "heap": "64MiB", "gcThreads": 64,
                  "jvmOptions": [ "-Dx=${env:NAME}", "-Xint" ], "debug": "localhost:5005",
                  "memory": "96MiB", "cpu": 0.5, "user": "edge", "group": "100", "nice": -5,
                  "environment": { "A": "${env:NAME}" }, "passEnvironment": [ "B" ], "workingDirectory": "work" }""");

        assertThat(module.activation())
                .isEqualTo(new ActivationConfig.Fork(
                        new HostSettings(
                                "tcp://127.0.0.1:40001",
                                "ipc://m",
                                Duration.ofMillis(50),
                                Duration.ofMillis(100),
                                Duration.ofHours(1),
                                Duration.ZERO),
                        folder.resolve("host"),
                        folder.resolve("host.json"),
                        new JvmSettings(
                                folder.resolve("java"),
                                OptionalLong.of(64L << 20),
                                64,
                                List.of("-Dx=edge", "-Xint"),
                                "localhost:5005"),
                        new LimitSettings(OptionalLong.of(96L << 20), OptionalDouble.of(0.5)),
                        new ProcessSettings(
                                "edge",
                                "100",
                                OptionalInt.of(-5),
                                Map.of("A", "edge"),
                                List.of("B"),
                                folder.resolve("work"))));
    }

    @Test
    void shouldFillInEveryDefaultOfContainer() throws Exception {
        ActivationConfig.Container defaults = new ActivationConfig.Container(
                new HostSettings(
                        DEFAULT_HOST.listen(),
                        null,
                        DEFAULT_HOST.heartbeat(),
                        DEFAULT_HOST.heartbeatLimit(),
                        Duration.ofSeconds(60),
                        DEFAULT_HOST.grace()),
                null,
                null,
                "none",
                false,
                List.of(),
                null,
                256,
                16 << 20,
                List.of(),
                null,
                new JvmSettings(null, OptionalLong.empty(), 1, List.of(), null),
                LimitSettings.NONE);

        assertThat(module("\"activation\": \"container\"").activation()).isEqualTo(defaults);
        assertThat(module("\"activation\": { \"type\": \"container\" }").activation())
                .isEqualTo(defaults);
    }

    @Test
    void shouldTakeEveryKeyOfContainer() throws Exception {
        ModuleConfig module = module("""
                "activation": { "type": "container", "listen": "tcp://127.0.0.1:40001", "remote": "tcp://127.0.0.1:40002",
                  "heartbeat": "50ms", "heartbeatLimit": "100ms", "startTimeout": "1h", "grace": "0s",
                  "engine": "./host", "image": "acme/host:1", "network": "host", "jar": "image",
                  "mounts": [ "host.json:/etc/acme.json", "/dev:/dev/of-this-machine:rw" ], "user": "7:8", "pids": 64,
                  "tmp": "1MiB", "options": [ "--cap-add=NET_RAW" ], "hostPath": "/usr/bin/host", "heap": "32MiB",
                  "gcThreads": 2, "jvmOptions": [ "-Xint" ], "memory": "96MiB", "cpu": 0.5 }""");

        assertThat(module.activation())
                .isEqualTo(new ActivationConfig.Container(
                        new HostSettings(
                                "tcp://127.0.0.1:40001",
                                "tcp://127.0.0.1:40002",
                                Duration.ofMillis(50),
                                Duration.ofMillis(100),
                                Duration.ofHours(1),
                                Duration.ZERO),
                        folder.resolve("host").toString(),
                        "acme/host:1",
                        "host",
                        true,
                        List.of(
                                new ContainerMount(folder.resolve("host.json"), "/etc/acme.json", false),
                                new ContainerMount(Path.of("/dev"), "/dev/of-this-machine", true)),
                        "7:8",
                        64,
                        1 << 20,
                        List.of("--cap-add=NET_RAW"),
                        "/usr/bin/host",
                        new JvmSettings(null, OptionalLong.of(32L << 20), 2, List.of("-Xint"), null),
                        new LimitSettings(OptionalLong.of(96L << 20), OptionalDouble.of(0.5))));
    }

    @Test
    void shouldFillInEveryDefaultOfService() throws Exception {
        assertThat(module("\"activation\": \"service\"").activation())
                .isEqualTo(new ActivationConfig.TransientUnit(
                        DEFAULT_HOST,
                        null,
                        new JvmSettings(null, OptionalLong.empty(), 1, List.of(), null),
                        LimitSettings.NONE,
                        new SandboxSettings(null, true, true, false, Duration.ofMinutes(1), List.of()),
                        ServiceScope.BY_USER));
    }

    @Test
    void shouldTakeEveryKeyOfAServiceThatIsMade() throws Exception {
        ModuleConfig module = module("""
                "activation": { "type": "service", "manager": "systemd", "scope": "system", "user": "acme",
                  "readOnly": false, "privateTmp": false, "newPrivileges": true, "watchdog": "0s",
                  "properties": [ "Nice=5" ], "hostPath": "host", "memory": "96MiB", "cpu": 2 }""");

        assertThat(module.activation())
                .isEqualTo(new ActivationConfig.TransientUnit(
                        DEFAULT_HOST,
                        folder.resolve("host"),
                        new JvmSettings(null, OptionalLong.empty(), 1, List.of(), null),
                        new LimitSettings(OptionalLong.of(96L << 20), OptionalDouble.of(2)),
                        new SandboxSettings("acme", false, false, true, Duration.ZERO, List.of("Nice=5")),
                        ServiceScope.SYSTEM));
    }

    @Test
    void shouldTakeAServiceThatIsThereAlready() throws Exception {
        assertThat(module("\"activation\": { \"type\": \"service\", \"manager\": \"upstart\", \"unit\": \"valve\" }")
                        .activation())
                .isEqualTo(new ActivationConfig.Service(DEFAULT_HOST, "upstart", "valve", ServiceScope.BY_USER));
        assertThat(module(
                                "\"activation\": { \"type\": \"service\", \"unit\": \"valve@1.service\", \"scope\": \"user\" }")
                        .activation())
                .isEqualTo(new ActivationConfig.Service(DEFAULT_HOST, "systemd", "valve@1.service", ServiceScope.USER));
    }

    @Test
    void shouldWaitForAHostOfOthersAsLongAsItTakes() throws Exception {
        HostSettings host = new HostSettings(
                DEFAULT_HOST.listen(),
                null,
                DEFAULT_HOST.heartbeat(),
                DEFAULT_HOST.heartbeatLimit(),
                null,
                DEFAULT_HOST.grace());

        assertThat(module("\"activation\": \"none\"").activation())
                .isEqualTo(new ActivationConfig.External(host, null, false));
    }

    @Test
    void shouldTakeEveryKeyOfNone() throws Exception {
        ModuleConfig module = module("""
                "activation": { "type": "none", "listen": "tcp://192.168.1.5:40001", "remote": "tcp://press:40002",
                  "hostKey": "%s", "heartbeat": "2s", "heartbeatLimit": "4s", "startTimeout": "5m", "grace": "6s" }""".formatted(PUBLIC_KEY));

        assertThat(module.activation())
                .isEqualTo(new ActivationConfig.External(
                        new HostSettings(
                                "tcp://192.168.1.5:40001",
                                "tcp://press:40002",
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(4),
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(6)),
                        PUBLIC_KEY,
                        false));
    }

    @Test
    void shouldTakePlainTcpBeyondLoopbackOnlyWhenItIsCalledInsecure() throws Exception {
        ModuleConfig module = module("""
                "activation": { "type": "none", "listen": "tcp://192.168.1.5:40001", "remote": "tcp://192.168.1.6:40002",
                  "security": "insecure-plain-tcp" }""");

        assertThat(module.activation()).isInstanceOfSatisfying(ActivationConfig.External.class, external -> {
            assertThat(external.insecure()).isTrue();
            assertThat(external.hostKey()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"modules\": [ { \"name\": \"m\", \"activation\": \"none\" } ] }",
                "{ \"modules\": [ { \"name\": \"m\", \"activation\": { \"type\": \"fork\", \"hostPath\": \"host\" } } ] }"
            })
    void shouldNotAskForAClassWhereAHostOfSomebodyElsesKnowsBetter(String json) throws Exception {
        assertThat(load(json).modules().get(0).className()).isNull();
        assertThat(probed).isEmpty();
    }

    @Test
    void shouldFillInPlaceholdersBeforeItLooksAtAValue() throws Exception {
        Files.writeString(folder.resolve("limit"), "2MiB\n");
        GatewayConfig config = load("""
                { "gateway": { "name": "${env:NAME}", "maxMessage": "${file:limit}" },
                  "modules": [ { "name": "a", "class": "com.acme.A", "args": { "at": "${env:NAME}" } } ] }""");

        assertThat(config.gateway().name()).isEqualTo("edge");
        assertThat(config.gateway().maxMessage()).isEqualTo(2 << 20);
        assertThat(config.modules().get(0).argsJson()).isEqualTo("{\"at\":\"edge\"}");
    }

    @Test
    void shouldNotShowASecretInAnError() throws Exception {
        Files.writeString(folder.resolve("secret"), "hunter2");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load("""
                        { "gateway": { "name": "- ${file:secret}", "control": { "listen": "${file:secret}" } },
                          "modules": [ { "name": "a", "class": "com.acme.A", "path": "${file:secret}",
                                         "activation": "${file:secret}" } ],
                          "links": [ { "source": "${file:secret}", "sink": "a", "overflow": "${file:secret}" } ] }"""))
                .satisfies(e -> assertThat(e.problems()).hasSize(6))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @CsvSource({"path, /modules/0/path", "activation:hostPath, /modules/0/activation/hostPath"})
    void shouldSayThatAPathIsNone(String key, String pointer) {
        String value = "\"a\\u0000b\"";
        String keys = key.startsWith("activation:")
                ? "\"activation\": { \"type\": \"fork\", \"" + key.substring(11) + "\": " + value + " }"
                : "\"" + key + "\": " + value;

        assertProblem(keys, pointer + ": \"a\0b\" is no path: Nul character not allowed");
    }

    @Test
    void shouldSayThatTheFileOfAConditionIsNoPath() {
        assertProblem(
                "\"preconditions\": [\"time\", \"file:a\\u0000b\"]",
                "/modules/0/preconditions: a \"file:\" among them has no path: Nul character not allowed");
    }

    @Test
    void shouldNotReadAConfigurationWithoutAnEnd() {
        ConfigLoader loader = new ConfigLoader((className, path) -> Optional.empty(), Map.<String, String>of()::get);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load(Path.of("/dev/zero")))
                .withMessageContaining("the file has more than 16 MiB, which is the most that is read");
    }

    @Test
    void shouldSayThatTheDataFolderIsNoPath() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load("""
                        { "gateway": { "data": "a\\u0000b" }, "modules": [ { "name": "a", "class": "com.acme.A" } ] }"""))
                .withMessageContaining("/gateway/data: \"a\0b\" is no path: Nul character not allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "listen, tcp://127.0.0.1:65536, 65536",
        "remote, tcp://localhost:99999, 99999",
        "debug, 127.0.0.1:70000, 70000"
    })
    void shouldSayThatAPortIsOutOfRange(String key, String address, int port) {
        assertProblem(
                "\"activation\": { \"type\": \"fork\", \"" + key + "\": \"" + address + "\" }",
                "/modules/0/activation/" + key + ": the port " + port + " is out of range; the highest is 65535");
    }

    @ParameterizedTest
    @CsvSource({"listen, tcp://127.0.0.1:65535", "listen, ipc://a", "remote, tcp://[::1]:1", "debug, localhost:65535"})
    void shouldTakeAPortThatIsInRange(String key, String address) throws Exception {
        assertThat(module("\"activation\": { \"type\": \"fork\", \"" + key + "\": \"" + address + "\" }"))
                .isNotNull();
    }
}

package dev.bulkhead.systemtests;

import static dev.bulkhead.testkit.activation.LedgerAssert.assertBalanced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.api.Message;
import dev.bulkhead.gateway.Installation;
import dev.bulkhead.host.load.ModuleLoader;
import dev.bulkhead.testkit.activation.probe.Surveyor;
import dev.bulkhead.testkit.gateway.Collector;
import dev.bulkhead.testkit.gateway.Feeder;
import dev.bulkhead.testkit.gateway.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What separates a forked host from the gateway. Needs root, and control groups that root may make. */
class ForkIsolationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String box = UUID.randomUUID().toString();

    @TempDir
    private Path folder;

    private TestGateway start(String activation) throws Exception {
        return start(activation, ModuleLoader.jarOf(Surveyor.class.getName()).orElseThrow());
    }

    private TestGateway start(String activation, Path jar) throws Exception {
        return TestGateway.start(folder, """
                "modules": [
                  { "name": "feeder", "class": "%s", "args": { "box": "%s" } },
                  { "name": "surveyor", "class": "%s", "path": "%s", "activation": { "type": "fork", %s } },
                  { "name": "collector", "class": "%s", "args": { "box": "%s" } }
                ],
                "links": [
                  { "source": "feeder", "sink": "surveyor" },
                  { "source": "surveyor", "sink": "collector" }
                ]
                """.formatted(
                        Feeder.class.getName(),
                        box,
                        Surveyor.class.getName(),
                        jar,
                        activation,
                        Collector.class.getName(),
                        box));
    }

    private Map<String, String> survey() {
        await().atMost(PATIENCE).until(() -> Collector.count(box) > 0);
        return Collector.received(box).get(0).properties();
    }

    private static String error(TestGateway gateway) {
        return gateway.module("surveyor").path("error").asText();
    }

    @Test
    @SuppressWarnings("try") // it runs for as long as the block
    void shouldGiveAHostNothingOfTheGatewaysEnvironmentThatWasNotNamed() throws Exception {
        try (TestGateway gateway = start("\"environment\": { \"SITE\": \"press line\" }")) {
            Map<String, String> found = survey();
            assertThat(found).containsEntry("env.SITE", "press line").containsEntry("env.PATH", System.getenv("PATH"));
            List<String> names = found.keySet().stream()
                    .filter(name -> name.startsWith("env."))
                    .map(name -> name.substring("env.".length()))
                    .toList();
            assertThat(names)
                    .isSubsetOf(
                            "SITE",
                            "PATH",
                            "HOME",
                            "LANG",
                            "LC_ALL",
                            "LC_CTYPE",
                            "TZ",
                            "TMPDIR",
                            "MALLOC_MMAP_THRESHOLD_",
                            "BULKHEAD_LAUNCH",
                            "PWD",
                            "OLDPWD",
                            "SHLVL",
                            "_");
        }
    }

    @Test
    @SuppressWarnings("try")
    void shouldRunAHostInItsFolderAndGiveWayToOthers() throws Exception {
        Path work = Files.createDirectory(folder.resolve("work"));
        try (TestGateway gateway = start("\"workingDirectory\": \"work\", \"nice\": 7")) {
            assertThat(survey())
                    .containsEntry("folder", work.toRealPath().toString())
                    .containsEntry("nice", "7");
        }
    }

    /** The second has no name. */
    @ParameterizedTest
    @CsvSource({"nobody, 65534", "1345678901, 1345678901"})
    @SuppressWarnings("try")
    void shouldRunAHostAsAnotherUser(String user, String number) throws Exception {
        openTo(folder);
        Path lib = copyOf(Installation.find().hostJar().getParent());
        Path jar = copyIntoFolder(ModuleLoader.jarOf(Surveyor.class.getName()).orElseThrow());
        Path host = Files.writeString(
                folder.resolve("host"),
                "#!/bin/sh\nexec '" + Installation.find().java() + "' -jar '" + lib.resolve("module-host.jar")
                        + "' \"$@\"\n");
        openTo(host);
        try (TestGateway gateway = start("\"user\": \"" + user + "\", \"hostPath\": \"host\"", jar)) {
            assertThat(error(gateway)).isEmpty();
            assertThat(survey())
                    .containsEntry("uid", number)
                    .containsEntry("gid", number)
                    .doesNotContainKey("env.HOME");
            assertThat(Files.getOwner(folder.resolve("data/hosts/surveyor.json"))
                            .getName())
                    .isEqualTo(user);
        }
    }

    private Path copyOf(Path lib) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("lib"));
        openTo(copy);
        try (Stream<Path> jars = Files.list(lib)) {
            for (Path jar : jars.filter(Files::isRegularFile).toList()) {
                openTo(Files.copy(jar, copy.resolve(jar.getFileName())));
            }
        }
        return copy;
    }

    private Path copyIntoFolder(Path jar) throws IOException {
        if (Files.isRegularFile(jar)) {
            Path copy = Files.copy(jar, folder.resolve(jar.getFileName()));
            openTo(copy);
            return copy;
        }
        Path copy = folder.resolve("classes");
        try (Stream<Path> files = Files.walk(jar)) {
            for (Path file : files.toList()) {
                openTo(Files.copy(file, copy.resolve(jar.relativize(file).toString())));
            }
        }
        return copy;
    }

    private static void openTo(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void shouldSayThatThereIsNoSuchUser() throws Exception {
        try (TestGateway gateway = start("\"user\": \"nosuchuser\"")) {
            assertThat(gateway.module("surveyor").path("reason").asText()).isEqualTo("InstantiationFailed");
            assertThat(error(gateway)).contains("user \"nosuchuser\"");
        }
    }

    @Test
    void shouldSayThatAHostTookMoreMemoryThanItMay() throws Exception {
        try (TestGateway gateway = start("\"memory\": \"96MiB\", \"jvmOptions\": [ \"-XX:MaxDirectMemorySize=1g\" ]")) {
            survey();
            var unused = Feeder.publish(box, Message.of(Map.of(), "outside"));
            await().atMost(PATIENCE)
                    .until(() ->
                            gateway.module("surveyor").path("state").asText().equals("deactivated"));
            assertThat(gateway.module("surveyor").path("reason").asText()).isEqualTo("MemoryExceeded");
            assertThat(error(gateway)).contains("more memory than the 98304 KiB that they may (memory)");
            JsonNode link = gateway.link("feeder", "surveyor");
            assertThat(link.path("droppedByReason").path("host-lost").asLong()).isEqualTo(1);
            assertBalanced(link);
        }
    }

    @Test
    void shouldSayThatAHostsHeapIsUsedUp() throws Exception {
        try (TestGateway gateway = start("\"heap\": \"16MiB\"")) {
            survey();
            var unused = Feeder.publish(box, Message.of(Map.of(), "heap"));
            await().atMost(PATIENCE)
                    .until(() ->
                            gateway.module("surveyor").path("state").asText().equals("deactivated"));
            assertThat(error(gateway)).contains("java.lang.OutOfMemoryError");
            assertThat(gateway.module("surveyor").path("reason").asText()).isEqualTo("MemoryExceeded");
        }
    }

    @Test
    void shouldLeaveNoControlGroupBehind() throws Exception {
        try (TestGateway gateway = start("\"memory\": \"128MiB\", \"cpu\": 0.5")) {
            long pid = gateway.module("surveyor").path("pid").asLong();
            List<String> memberships = Files.readAllLines(Path.of("/proc/" + pid + "/cgroup"));
            assertThat(memberships).anyMatch(line -> line.contains("/bulkhead-surveyor-"));
        }
        assertThat(groups()).isEmpty();
    }

    private static List<Path> groups() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("/sys/fs/cgroup"), 6)) {
            return all.filter(path -> path.getFileName().toString().startsWith("bulkhead-surveyor-"))
                    .toList();
        }
    }

    @Test
    void shouldEndWhatHidesFromItWhereThereIsAControlGroup() throws Exception {
        Path hidden = folder.resolve("hidden");
        openTo(Files.writeString(folder.resolve("host"), """
                #!/bin/sh
                setsid -f env -i /bin/sh -c 'echo $$ > "%s.new" && mv "%s.new" "%s"; exec sleep 333'
                exec '%s' -jar '%s' "$@"
                """.formatted(
                        hidden,
                        hidden,
                        hidden,
                        Installation.find().java(),
                        Installation.find().hostJar())));
        long pid;
        try (TestGateway gateway = start("\"memory\": \"128MiB\", \"hostPath\": \"host\"")) {
            await().atMost(PATIENCE).until(() -> Files.exists(hidden));
            pid = Long.parseLong(Files.readString(hidden).strip());
            assertThat(Processes.isThere(pid)).as(error(gateway)).isTrue();
        }
        assertThat(Processes.isThere(pid)).isFalse();
    }

    @Test
    void shouldStartWithMoreMemoryWhereAnEarlierGatewayLeftAControlGroupWithLess() throws Exception {
        Path left;
        try (TestGateway gateway = start("\"memory\": \"128MiB\"")) {
            assertThat(error(gateway)).isEmpty();
            left = groups().get(0);
        }
        Files.createDirectories(left);
        for (String limit : List.of("memory.limit_in_bytes", "memory.memsw.limit_in_bytes", "memory.max")) {
            if (Files.exists(left.resolve(limit))) {
                Files.writeString(left.resolve(limit), String.valueOf(64 << 20));
            }
        }
        try (TestGateway gateway = start("\"memory\": \"128MiB\"")) {
            assertThat(error(gateway)).isEmpty();
        } finally {
            Files.deleteIfExists(left);
        }
    }
}

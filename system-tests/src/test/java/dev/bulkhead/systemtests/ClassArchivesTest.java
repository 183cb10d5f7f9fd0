package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.testkit.activation.probe.Chatter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of classes cost a start nothing, whatever became of them. In a distribution of its own. */
class ClassArchivesTest {
    @TempDir
    private static Path home;

    private static Path lib;
    private static Path launcher;
    private static Path archives;
    private static Path whole;
    private static FileTime built;

    @BeforeAll
    static void install() throws Exception {
        lib = Files.createDirectory(home.resolve("lib"));
        launcher = Files.copy(BulkheadProcess.ROOT.resolve("bulkhead"), home.resolve("bulkhead"));
        Path from = Path.of(System.getProperty("bulkhead.lib"));
        copy(from, "*.jar", lib);
        copy(from.resolve("samples"), "*.jar", Files.createDirectory(lib.resolve("samples")));
        built = Files.getLastModifiedTime(jar());
        archives = make();
        whole = Files.createDirectory(home.resolve("whole"));
        copy(archives, "*", whole);
    }

    private static void copy(Path from, String names, Path to) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, names)) {
            for (Path file : files) {
                Files.copy(
                        file,
                        to.resolve(file.getFileName()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path make() throws Exception {
        Process process = new ProcessBuilder(launcher.toString(), "archive")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).startsWith("made " + lib + "/archives/");
        return Path.of(said.strip().substring("made ".length()));
    }

    @BeforeEach
    void restore() throws IOException {
        copy(whole, "*", archives);
    }

    /** What makes archives in the background must have ended before the next test changes them. */
    @AfterEach
    void awaitQuiet() {
        await().atMost(BulkheadProcess.PATIENCE)
                .until(() -> ProcessHandle.allProcesses().noneMatch(ClassArchivesTest::makesOurArchives));
    }

    private static boolean makesOurArchives(ProcessHandle process) {
        List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
        return arguments.contains("-Dbulkhead.lib=" + lib) && arguments.contains("archive");
    }

    /** Lets nobody make archives until this is closed. */
    private static FileChannel holdMaking() throws IOException {
        FileChannel channel =
                FileChannel.open(archives.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        assertThat(channel.tryLock()).isNotNull();
        return channel;
    }

    private BulkheadProcess run(String jvmOptions, String activation) throws IOException {
        Path folder = Files.createTempDirectory(home, "run");
        String gateway = modules(module("valve", Chatter.class, activation));
        return BulkheadProcess.runOf(launcher, jvmOptions, folder, gateway).awaitReady();
    }

    private BulkheadProcess run() throws IOException {
        return run("", "\"fork\"");
    }

    private void assertRunsWithoutNewArchives() throws Exception {
        FileChannel making = holdMaking();
        try (BulkheadProcess gateway = run()) {
            assertRuns(gateway);
        } finally {
            making.close();
        }
    }

    private static void assertRuns(BulkheadProcess gateway) throws Exception {
        gateway.awaitOutput("the valve is open");
        assertThat(gateway.module("valve").path("state").asText()).isEqualTo("activated");
        assertThat(gateway.output()).startsWith("bulkhead ").doesNotContainIgnoringCase("archive", "shared", "cds");
    }

    private static long hostOf(BulkheadProcess gateway) throws Exception {
        return gateway.module("valve").path("pid").asLong();
    }

    private static boolean maps(long pid, String file) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/maps"))
                .contains(archives.resolve(file).toString());
    }

    @Test
    void shouldStartTheGatewayAndItsHostsWithTheArchivesThatAreMade() throws Exception {
        try (BulkheadProcess gateway = run()) {
            assertRuns(gateway);
            assertThat(maps(gateway.pid(), "gateway.jsa")).isTrue();
            assertThat(maps(hostOf(gateway), "host.jsa")).isTrue();
        }
    }

    @Test
    void shouldMakeThemAtTheFirstRun() throws Exception {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(archives)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(archives);
        try (BulkheadProcess first = run();
                BulkheadProcess atTheSameTime = run()) {
            assertRuns(first);
            assertRuns(atTheSameTime);
            await().atMost(BulkheadProcess.PATIENCE).until(() -> Files.exists(archives.resolve("sizes")));
        }
        try (BulkheadProcess second = run()) {
            assertRuns(second);
            assertThat(maps(second.pid(), "gateway.jsa")).isTrue();
        }
    }

    @Test
    void shouldRunWhereTheyCannotBeMade() throws Exception {
        Path folder = lib.resolve("archives");
        Path aside = Files.move(folder, home.resolve("aside"));
        try {
            Files.createFile(folder);
            try (BulkheadProcess gateway = run()) {
                assertRuns(gateway);
            }
        } finally {
            Files.delete(folder);
            Files.move(aside, folder);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.jsa", "host.jsa", "gateway.options", "host.options", "sizes"})
    void shouldRunWithoutAFileThatIsMissing(String name) throws Exception {
        Files.delete(archives.resolve(name));
        assertRunsWithoutNewArchives();
    }

    @ParameterizedTest
    @CsvSource({"gateway.jsa, 100000", "host.jsa, 100000", "sizes, 3"})
    void shouldRunWithoutAFileThatWasCutShort(String name, long size) throws Exception {
        try (FileChannel file = FileChannel.open(writable(name), StandardOpenOption.WRITE)) {
            file.truncate(size);
        }
        assertRunsWithoutNewArchives();
    }

    @ParameterizedTest
    @CsvSource({"gateway.jsa, 0", "gateway.jsa, 5000000", "host.jsa, 0", "host.jsa, 5000000"})
    void shouldRunWithoutAnArchiveThatIsDamaged(String name, long at) throws Exception {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        try (RandomAccessFile archive = new RandomAccessFile(writable(name).toFile(), "rw")) {
            archive.seek(at);
            archive.write(noise);
        }
        try (BulkheadProcess gateway = run()) {
            assertRuns(gateway);
        }
    }

    private static Path writable(String name) {
        Path file = archives.resolve(name);
        assertThat(file.toFile().setWritable(true)).isTrue();
        return file;
    }

    @Test
    void shouldMakeThemAnewForNewerJars() throws Exception {
        Path sizes = archives.resolve("sizes");
        FileTime made = Files.getLastModifiedTime(sizes);
        Files.setLastModifiedTime(jar(), FileTime.from(Instant.now()));
        try (BulkheadProcess gateway = run()) {
            assertRuns(gateway);
            await().atMost(BulkheadProcess.PATIENCE)
                    .until(() -> Files.exists(sizes)
                            && Files.getLastModifiedTime(sizes).compareTo(made) > 0);
        } finally {
            Files.setLastModifiedTime(jar(), built);
        }
    }

    /** The JVM notices what the launcher cannot: a jar that is another, and looks older. */
    @Test
    void shouldRunWithoutThoseOfOtherJars() throws Exception {
        Files.setLastModifiedTime(jar(), FileTime.from(Instant.EPOCH));
        try (BulkheadProcess gateway = run()) {
            assertRuns(gateway);
        } finally {
            Files.setLastModifiedTime(jar(), built);
        }
    }

    @Test
    void shouldMakeThemInAPlaceWithABlank() throws Exception {
        Path before = lib;
        Path elsewhere = Files.createDirectory(home.resolve("else where"));
        Files.move(lib, elsewhere.resolve("lib"));
        Files.move(launcher, elsewhere.resolve("bulkhead"));
        lib = elsewhere.resolve("lib");
        launcher = elsewhere.resolve("bulkhead");
        Path beforeArchives = archives;
        try {
            archives = make();
            try (BulkheadProcess gateway = run()) {
                assertRuns(gateway);
                assertThat(maps(hostOf(gateway), "host.jsa")).isTrue();
            }
        } finally {
            archives = beforeArchives;
            launcher = Files.move(launcher, home.resolve("bulkhead"));
            lib = Files.move(lib, before);
        }
    }

    @Test
    void shouldLetTheUsersOptionsWin() throws Exception {
        try (BulkheadProcess gateway =
                run("-Xshare:off -XX:+UseG1GC", "{ \"type\": \"fork\", \"jvmOptions\": [\"-Xshare:off\"] }")) {
            assertRuns(gateway);
            assertThat(maps(gateway.pid(), "")).isFalse();
            assertThat(maps(hostOf(gateway), "")).isFalse();
        }
    }

    private static Path jar() {
        return lib.resolve("wire.jar");
    }
}

package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the project of a new module, as its author does, without a network: from what the build of Bulkhead left in Maven's cache. */
class NewModuleTest {
    private static final String VERSION = System.getProperty("bulkhead.version");
    private static final String SCRIPT =
            BulkheadProcess.ROOT.resolve("script/new-module").toString();

    @TempDir
    private Path folder;

    private Path repository;

    /** A local repository that is Maven's cache, but for Bulkhead: that comes from the build, as if it had been installed. */
    @BeforeEach
    void installBulkhead() throws IOException {
        repository = Files.createDirectory(folder.resolve("repository"));
        Path cache = Path.of(System.getProperty("maven.cache"));
        linkAllBut("dev", cache, repository);
        Path vendors = Files.createDirectory(repository.resolve("dev"));
        linkAllBut("bulkhead", cache.resolve("dev"), vendors);
        Path ours = vendors.resolve("bulkhead");
        install(ours, "bulkhead", BulkheadProcess.ROOT);
        try (Stream<Path> parts = Files.list(BulkheadProcess.ROOT)) {
            for (Path part :
                    parts.filter(each -> Files.exists(each.resolve("pom.xml"))).toList()) {
                install(ours, part.getFileName().toString(), part);
            }
        }
    }

    private static void linkAllBut(String own, Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.filter(each -> Files.isDirectory(each)
                            && !each.getFileName().toString().equals(own))
                    .toList()) {
                Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
            }
        }
    }

    private static void install(Path group, String name, Path part) throws IOException {
        Path place = Files.createDirectories(group.resolve(name).resolve(VERSION));
        Files.copy(part.resolve("pom.xml"), place.resolve(name + "-" + VERSION + ".pom"));
        String jar = name + "-" + VERSION + ".jar";
        // The gateway's is made where the launcher looks for it.
        Path dist = Path.of(System.getProperty("bulkhead.lib"), name + ".jar");
        for (Path made : List.of(part.resolve("target").resolve(jar), dist)) {
            if (Files.exists(made) && Files.notExists(place.resolve(jar))) {
                Files.copy(made, place.resolve(jar));
            }
        }
    }

    private String run(Path where, int status, String... command) throws Exception {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(output);
        assertThat(process.exitValue())
                .as("%s said%n%s", List.of(command), said)
                .isEqualTo(status);
        return said;
    }

    @Test
    void shouldMakeAProjectThatPassesItsTestsAndIsAPackage() throws Exception {
        run(folder, 0, SCRIPT, "acme/flow-meter", "--installed");
        Path project = folder.resolve("flow-meter");

        // One process more is enough to see that the contract is held; the kit's own tests see to the other
        // activations.
        run(project, 0, "mvn", "-o", "-B", "-ntp", "-Dbulkhead.activations=in-process,fork", "package");

        try (ZipFile jar = new ZipFile(
                        project.resolve("target/flow-meter-1.0.0.jar").toFile());
                InputStream descriptor = jar.getInputStream(jar.getEntry("META-INF/bulkhead/package.json"))) {
            JsonNode says = new ObjectMapper().readTree(descriptor);
            assertThat(says.path("package").asText()).isEqualTo("acme/flow-meter");
            assertThat(says.path("version").asText()).isEqualTo("1.0.0");
            assertThat(says.at("/types/0/class").asText()).isEqualTo("com.acme.FlowMeter");
            assertThat(says.at("/types/0/args/required/0").asText()).isEqualTo("weight");
        }
        String launcher = BulkheadProcess.ROOT.resolve("bulkhead").toString();
        assertThat(run(project, 0, launcher, "check", "gateway.json")).contains("good, with 3 modules and 2 links");
    }

    @Test
    void shouldSayWhatIsNoNameOfAModule() throws Exception {
        assertThat(run(folder, 2, SCRIPT, "Vibration")).contains("\"Vibration\" is no type", "like acme/vibration");
        assertThat(run(folder, 2, SCRIPT, "acme/vibration", "--package", "Com.Acme"))
                .contains("\"Com.Acme\" is no Java package");
        assertThat(run(folder, 2, SCRIPT, "acme/3d")).contains("let the name begin with a letter");
        Files.createDirectory(folder.resolve("vibration"));
        assertThat(run(folder, 1, SCRIPT, "acme/vibration")).contains("vibration is there already");
        assertThat(run(folder, 0, SCRIPT, "--help")).startsWith("Usage: script/new-module VENDOR/NAME");
    }
}

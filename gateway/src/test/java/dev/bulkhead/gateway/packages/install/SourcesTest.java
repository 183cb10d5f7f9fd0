package dev.bulkhead.gateway.packages.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.gateway.packages.PackageFiles;
import dev.bulkhead.packages.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages that come in an OCI image layout, or from a Maven repository. */
class SourcesTest {
    @TempDir
    private Path temporary;

    private Shop shop;
    private Path jar;
    private Path layout;

    @BeforeEach
    void prepare() throws IOException {
        shop = new Shop(temporary.resolve("modules"));
        jar = PackageFiles.jar(temporary.resolve("vibration.jar"), PackageFiles.descriptor("1.0.0"));
        layout = Files.createDirectories(temporary.resolve("layout/blobs/sha256"))
                .resolve("../..")
                .normalize();
        Files.writeString(layout.resolve("oci-layout"), "{ \"imageLayoutVersion\": \"1.0.0\" }");
    }

    private String blob(Path file) throws IOException {
        String sum = Sums.of(file);
        Files.copy(file, layout.resolve("blobs/sha256/" + sum));
        return "\"digest\": \"sha256:" + sum + "\", \"size\": " + Files.size(file);
    }

    private String blob(String text) throws IOException {
        return blob(Files.writeString(Files.createTempFile(temporary, "blob", ""), text));
    }

    private String manifest() throws IOException {
        return blob("""
                { "schemaVersion": 2, "layers": [ { "mediaType": "application/java-archive", %s,
                  "annotations": { "org.opencontainers.image.title": "dist/vibration.jar" } } ] }""".formatted(blob(jar)));
    }

    private void index(String... manifests) throws IOException {
        Files.writeString(
                layout.resolve("index.json"),
                "{ \"schemaVersion\": 2, \"manifests\": [ " + String.join(",", manifests) + " ] }");
    }

    private static String named(String manifest, String tag) {
        return "{ " + manifest + ", \"annotations\": { \"org.opencontainers.image.ref.name\": \"" + tag + "\" } }";
    }

    private static String forMachine(String manifest, String arch) {
        return "{ " + manifest + ", \"platform\": { \"os\": \"linux\", \"architecture\": \"" + arch + "\" } }";
    }

    private String install(String source) throws IOException {
        try {
            return shop.install(new InstallRequest(
                            source, new Platform("linux", "arm64"), null, List.of(), null, List.of()))
                    .id();
        } catch (dev.bulkhead.packages.PackageException e) {
            return e.getMessage();
        }
    }

    @Test
    void shouldInstallTheLayerOfAnImage() throws Exception {
        index("{ " + manifest() + " }");

        assertThat(install("oci:" + layout)).isEqualTo("acme/vibration@1.0.0");
        assertThat(shop.files()).contains("acme.vibration-1.0.0/vibration.jar");
    }

    @Test
    void shouldTakeTheImageOfThisNameAndMachine() throws Exception {
        String nested = blob("{ \"manifests\": [ " + forMachine(manifest(), "arm64") + ","
                + forMachine(blob("{ \"layers\": [] }"), "amd64") + " ] }");
        index(named(nested, "1.0"), named(blob("{ \"layers\": [ {}, {} ] }"), "2.0"));

        assertThat(install("oci:" + layout))
                .contains("there are 2 images for linux/arm64")
                .contains("1.0, 2.0");
        assertThat(install("oci:" + layout + ":3.0")).contains("there is no image of the name \"3.0\"");
        assertThat(install("oci:" + layout + ":2.0")).contains("has 2 layers; expected is one");
        assertThat(install("oci:" + layout + ":1.0")).isEqualTo("acme/vibration@1.0.0");
    }

    @Test
    void shouldRefuseBlobsThatWereChanged() throws Exception {
        String manifest = manifest();
        index("{ " + manifest + " }");
        Path blob = layout.resolve("blobs/sha256/" + Sums.of(jar));
        PackageFiles.jar(blob, PackageFiles.descriptor("6.6.6"));

        assertThat(install("oci:" + layout)).contains("its SHA-256 is ").contains("but its image says");

        Path text = layout.resolve("blobs/sha256/" + manifest.substring(18, 82));
        Files.writeString(text, Files.readString(text) + " ");
        assertThat(install("oci:" + layout)).contains("was changed: its SHA-256 is ");
        assertThat(shop.files()).isEmpty();
    }

    @Test
    void shouldRefuseDigestsThatLeadElsewhere() throws Exception {
        index("{ \"digest\": \"sha256:../../../../etc/passwd\" }");

        assertThat(install("oci:" + layout)).contains("is no sha256:");
        assertThat(install("oci:" + temporary)).contains("is no OCI image layout");
        assertThat(install("oci:")).contains("no folder is named; expected is oci:FOLDER[:TAG]");
        assertThat(install("oci:nowhere:1.0")).contains("there is no folder \"nowhere\"");
    }

    @Test
    void shouldInstallFromAMavenRepositoryWithWhatItNeeds() throws Exception {
        Path repository = temporary.resolve("repository");
        artifact(repository, "com.acme", "vibration", """
                <dependency><groupId>com.acme</groupId><artifactId>math</artifactId><version>1.0</version></dependency>
                <dependency><groupId>dev.bulkhead</groupId><artifactId>module-api</artifactId><version>1.0</version></dependency>
                <dependency><groupId>com.acme</groupId><artifactId>checks</artifactId><version>1.0</version>
                  <scope>test</scope></dependency>
                <dependency><groupId>com.acme</groupId><artifactId>given</artifactId><version>1.0</version>
                  <scope>provided</scope></dependency>""", jar);
        artifact(repository, "com.acme", "math", "", jar);
        artifact(repository, "dev.bulkhead", "module-api", "", jar);
        Path local = temporary.resolve("local");

        assertThatThrownBy(() -> new MavenSource(local, List.of()).find("com.acme:vibration:1.0"))
                .hasMessageContaining(
                        "looked in " + local + " only; other repositories are asked with --repository URL");
        MavenSource maven = new MavenSource(local, List.of(repository.toUri().toString()));
        Fetched fetched = maven.find("com.acme:vibration:1.0");

        assertThat(maven.unverified()).as("without checksums").contains("vibration-1.0.jar", "math-1.0.jar");

        assertThat(fetched.name()).isEqualTo("vibration-1.0.jar");
        assertThat(fetched.libraries()).containsOnlyKeys("math-1.0.jar");
        assertThat(new MavenSource(local, List.of())
                        .find("com.acme:vibration:1.0")
                        .libraries())
                .as("from the local repository, with no other")
                .containsOnlyKeys("math-1.0.jar");
    }

    private static void artifact(Path repository, String group, String name, String dependencies, Path jar)
            throws IOException {
        Path folder = Files.createDirectories(repository.resolve(group.replace('.', '/') + "/" + name + "/1.0"));
        Files.copy(jar, folder.resolve(name + "-1.0.jar"));
        Files.writeString(folder.resolve(name + "-1.0.pom"), """
                <project><modelVersion>4.0.0</modelVersion><groupId>%s</groupId><artifactId>%s</artifactId>
                <version>1.0</version><dependencies>%s</dependencies></project>""".formatted(group, name, dependencies));
    }
}

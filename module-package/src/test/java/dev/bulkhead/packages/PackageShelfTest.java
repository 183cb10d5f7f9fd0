package dev.bulkhead.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.semver4j.Semver;
import org.semver4j.range.RangeListFactory;

class PackageShelfTest {
    private static final PackageName VIBRATION = PackageName.of("acme/vibration");
    private static final OfferedVersions HERE = OfferedVersions.of("1.2.0", "1.3.0");

    @TempDir
    private Path temporary;

    private Path modules;

    @BeforeEach
    void prepare() throws IOException {
        modules = Files.createDirectory(temporary.resolve("modules")).toRealPath();
    }

    private PackageShelf scan() {
        return PackageShelf.scan(List.of(modules, temporary.resolve("nowhere")), HERE);
    }

    private static String descriptor(String name, String version, String api, String... types) {
        return """
                { "package": "%s", "version": "%s", "api": "%s", "types": [ %s ] }""".formatted(
                        name,
                        version,
                        api,
                        String.join(
                                ",",
                                List.of(types).stream()
                                        .map(type -> "{ \"name\": \"" + type + "\", \"class\": \"com.acme.No\" }")
                                        .toList()));
    }

    private Path jar(String file, String descriptor) throws IOException {
        Path jar = modules.resolve(file);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("com/acme/No.class"));
            zip.write("no class at all".getBytes(StandardCharsets.UTF_8));
            if (!descriptor.isEmpty()) {
                zip.putNextEntry(new ZipEntry(Descriptor.IN_JAR));
                zip.write(descriptor.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private Path vibration(String version) throws IOException {
        return jar("vibration-" + version + ".jar", descriptor("acme/vibration", version, "^1.2", "acme/vibration"));
    }

    private FoundPackage find(String range) throws PackageException {
        return scan().find(VIBRATION, range == null ? null : RangeListFactory.create(range));
    }

    @Test
    void shouldFindTheNewestVersionInTheRange() throws Exception {
        vibration("1.9.0");
        vibration("1.10.0");
        vibration("2.0.0");
        vibration("2.1.0-rc.1");

        assertThat(find("^1.2").id()).isEqualTo("acme/vibration@1.10.0");
        assertThat(find(null).id()).isEqualTo("acme/vibration@2.0.0");
        assertThat(find("2.1.0-rc.1").id()).isEqualTo("acme/vibration@2.1.0-rc.1");
        assertThatThrownBy(() -> find("^3"))
                .hasMessageContaining("fits >=3.0.0")
                .hasMessageEndingWith("there are 1.9.0, 1.10.0, 2.0.0, 2.1.0-rc.1");
    }

    @Test
    void shouldTakeAVersionBeforeTheReleaseWhereThereIsNoOther() throws Exception {
        vibration("0.1.0-SNAPSHOT");

        assertThat(find(null).id()).isEqualTo("acme/vibration@0.1.0-SNAPSHOT");
    }

    @Test
    void shouldNotMindWhatIsNoPackage() throws Exception {
        jar("plain.jar", "");
        Files.createDirectory(modules.resolve("classes"));
        Files.writeString(modules.resolve("README.md"), "hello");
        Files.createDirectory(modules.resolve(".installing"));

        PackageShelf shelf = scan();

        assertThat(shelf.packages()).isEmpty();
        assertThat(shelf.broken()).isEmpty();
    }

    @Test
    void shouldSayWhatCannotBeUsed() throws Exception {
        jar("bad.jar", "{ \"package\": 1 }");
        Files.writeString(modules.resolve("text.jar"), "this is no jar, and longer than the end of one must be");
        jar("large.jar", " ".repeat(DescriptorJson.MAX_BYTES + 1));
        Files.createDirectory(modules.resolve("copied"));
        Files.writeString(modules.resolve("copied/package.json"), "{}");
        Files.createDirectory(modules.resolve("torn"));
        Files.writeString(modules.resolve("torn/installed.json"), "{ \"at\": ");
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.createSymbolicLink(modules.resolve("link"), outside);

        assertThat(scan().broken().stream()
                        .map(each -> each.place().getFileName() + ": "
                                + each.reason().replace(modules + "/", "")))
                .satisfiesExactly(
                        bad -> assertThat(bad).contains("\"types\" is empty"),
                        copied -> assertThat(copied).contains("nobody installed"),
                        large -> assertThat(large).endsWith("has more than 1024 KiB, which is the most that is read"),
                        link -> assertThat(link).contains("it is a link out of the folder"),
                        text -> assertThat(text).contains("is no jar or zip"),
                        torn -> assertThat(torn).contains("torn/installed.json: no JSON"));
    }

    @Test
    void shouldNotOpenAJarWhoseTableOfContentsIsEndless() throws Exception {
        Path jar = vibration("1.0.0");
        byte[] bytes = Files.readAllBytes(jar);
        bytes[bytes.length - 22 + 15] = 0x7F;
        Files.write(jar, bytes);

        assertThat(scan().broken())
                .singleElement()
                .satisfies(broken -> assertThat(broken.reason()).contains("its table of contents has 21"));
    }

    @Test
    void shouldNotChooseBetweenPackagesThatOfferTheSameType() throws Exception {
        vibration("1.0.0");
        jar("other.jar", descriptor("zenith/shake", "3.0.0", "^1.2", "acme/vibration", "zenith/shake"));

        assertThatThrownBy(() -> find(null))
                .hasMessageStartingWith("the packages zenith/shake and acme/vibration both offer the type");
        assertThat(scan().problem(scan().packages().get(0))).isPresent();
    }

    @Test
    void shouldNotChooseBetweenTwoOfTheSameNameAndVersion() throws Exception {
        vibration("1.0.0");
        Files.copy(modules.resolve("vibration-1.0.0.jar"), modules.resolve("copy.jar"));
        vibration("0.9.0");

        assertThatThrownBy(() -> find(null)).hasMessageContaining("acme/vibration@1.0.0 is there twice");
        assertThat(find("^0.9").id()).isEqualTo("acme/vibration@0.9.0");
    }

    @Test
    void shouldTakeAnOlderVersionWhereTheNewestNeedsANewerGateway() throws Exception {
        vibration("1.0.0");
        jar("new.jar", descriptor("acme/vibration", "2.0.0", "^1.7", "acme/vibration"));

        assertThat(find(null).id()).isEqualTo("acme/vibration@1.0.0");
        assertThatThrownBy(() -> find("^2"))
                .hasMessageContaining("acme/vibration@2.0.0 is made for the module API >=1.7.0")
                .hasMessageContaining("here it is 1.2.0; update Bulkhead");
    }

    @Test
    void shouldRefuseWhatIsTooOldForThisGateway() throws Exception {
        jar("old.jar", descriptor("acme/vibration", "2.0.0", "~0.9", "acme/vibration"));

        assertThatThrownBy(() -> find(null)).hasMessageEndingWith("install a newer version of the package");
    }

    @Test
    void shouldFindAnInstalledPackageByItsNameAndVersion() throws Exception {
        Descriptor descriptor =
                DescriptorJson.read(descriptor("acme/vibration", "1.0.0", "^1.2", "acme/vibration"), "here");
        Path folder = Files.createDirectory(modules.resolve("acme.vibration-1.0.0"));
        Installed installed = new Installed(
                descriptor,
                "vibration.jar",
                Instant.parse("2026-01-02T03:04:05Z"),
                Map.of("a.jar", "00"),
                "ABCD",
                "mine");
        Files.writeString(folder.resolve(Installed.FILE), InstalledJson.write(installed));
        Files.createFile(folder.resolve("a.jar"));

        FoundPackage found = scan().exactly(VIBRATION, new Semver("1.0.0"));

        assertThat(found.place()).isEqualTo(folder);
        assertThat(found.classes()).isEqualTo(folder.resolve("a.jar"));
        assertThat(found.installed())
                .usingRecursiveComparison()
                .ignoringFields("descriptor")
                .isEqualTo(installed);
        assertThatThrownBy(() -> scan().exactly(VIBRATION, new Semver("2.0.0")))
                .hasMessageEndingWith("; there is 1.0.0");
    }
}

package dev.bulkhead.gateway.packages.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.gateway.packages.PackageFiles;
import dev.bulkhead.packages.Descriptor;
import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallerTest {
    private static final String VIBRATION = "acme.vibration-1.0.0";

    @TempDir
    private Path temporary;

    private Shop shop;
    private Path jar;

    @BeforeEach
    void prepare() throws IOException {
        shop = new Shop(temporary.resolve("modules"));
        jar = PackageFiles.jar(temporary.resolve("vibration.jar"), PackageFiles.descriptor("1.0.0"));
    }

    private Path zip(String name, Map<String, String> entries) throws IOException {
        Map<String, byte[]> bytes = new TreeMap<>();
        entries.forEach((entry, text) -> bytes.put(entry, text.getBytes(StandardCharsets.UTF_8)));
        return PackageFiles.zip(temporary.resolve(name), bytes);
    }

    private String refusal(Path source) throws IOException {
        return refusal(InstallRequest.of(source.toString(), List.of()));
    }

    /** {@return why something is not installed, after a look that nothing is left of it} */
    private String refusal(InstallRequest request) throws IOException {
        try {
            return "installed as " + shop.install(request).place();
        } catch (PackageException e) {
            assertThat(shop.files()).isEmpty();
            assertThat(e.getMessage())
                    .startsWith("cannot install " + request.source())
                    .doesNotContain("staging-");
            return e.getMessage();
        }
    }

    @Test
    void shouldInstallAJar() throws Exception {
        FoundPackage found = shop.install(jar);

        assertThat(found.place()).isEqualTo(shop.modules().resolve(VIBRATION));
        assertThat(shop.files()).containsExactly(VIBRATION + "/installed.json", VIBRATION + "/vibration.jar");
        assertThat(shop.shelf().packages())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("descriptor", "installed.descriptor")
                .containsExactly(found);
        assertThat(Installer.differences(found)).isEmpty();
    }

    @Test
    void shouldInstallAFolderWithLibrariesAndThePartForThisMachine() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("folder/lib")).getParent();
        Files.copy(jar, folder.resolve("vibration.jar"));
        Files.writeString(folder.resolve("lib/math.jar"), "a library");
        for (String arch : List.of("amd64", "arm64")) {
            Files.createDirectories(folder.resolve("native/linux-" + arch));
            Files.writeString(folder.resolve("native/linux-" + arch + "/libvibration.so"), arch);
        }
        Files.writeString(
                folder.resolve(Descriptor.IN_FOLDER),
                PackageFiles.descriptor("1.0.0").replace("\"types\"", """
                                "native": [ { "os": "linux", "arch": "amd64", "path": "native/linux-amd64" },
                                            { "os": "linux", "arch": "arm64", "path": "native/linux-arm64" } ],
                                "types\""""));

        FoundPackage found = shop.install(new InstallRequest(
                folder.toString(), Platform.of("Linux", "aarch64"), null, List.of(), null, List.of()));

        assertThat(shop.files())
                .containsExactly(
                        VIBRATION + "/installed.json",
                        VIBRATION + "/lib/math.jar",
                        VIBRATION + "/native/linux-arm64/libvibration.so",
                        VIBRATION + "/package.json",
                        VIBRATION + "/vibration.jar");
        assertThat(found.classes()).isEqualTo(found.place());
        assertThat(new Shop(temporary.resolve("others")).modules()).doesNotExist();
        assertThatThrownBy(() -> new Shop(temporary.resolve("others"))
                        .install(new InstallRequest(
                                folder.toString(), new Platform("linux", "riscv64"), null, List.of(), null, List.of())))
                .hasMessageEndingWith(
                        "acme/vibration@1.0.0 has no native part for linux/riscv64; it has some for linux/amd64, linux/arm64");
    }

    @Test
    void shouldInstallAProgramThatSaysWhatItCanDo() throws Exception {
        Path program = Files.writeString(temporary.resolve("echo.sh"), """
                #!/bin/sh
                env >&2
                [ "$1 $#" = "capabilities 1" ] && echo '{ "package": "acme/echo", "version": "0.1.0", "protocol": "^1.0",
                  "vendor": "'"${HOME-nobody}"'", "types": [ { "name": "acme/echo" } ] }'
                """);

        FoundPackage found = shop.install(program);

        assertThat(found.program()).isEqualTo(found.place().resolve("echo.sh")).isExecutable();
        assertThat(found.descriptor().vendor()).isEqualTo("nobody");
        assertThat(shop.packages()).containsExactly("acme/echo@0.1.0");
    }

    @Test
    void shouldSayWhatIsWrongWithAProgram() throws Exception {
        assertThat(refusal(Files.writeString(temporary.resolve("fails"), "#!/bin/sh\necho no python >&2; exit 3\n")))
                .endsWith("`fails capabilities` failed with exit status 3: no python");
        assertThat(refusal(Files.writeString(temporary.resolve("chats"), "#!/bin/sh\necho hello\n")))
                .contains("what `chats capabilities` says is no JSON");
        assertThat(refusal(Files.writeString(
                        temporary.resolve("floods"), "#!/bin/sh\nhead -c 3000000 /dev/zero | tr '\\000' x\n")))
                .endsWith("`floods capabilities` says more than 1024 KiB, which is the most that is read");
    }

    @Test
    void shouldEndAProgramThatDoesNotEnd() throws Exception {
        Path program = Files.writeString(temporary.resolve("waits"), "#!/bin/sh\nsleep 600\n");
        Room.makeExecutable(program);

        assertThatThrownBy(() -> new Capabilities(java.time.Duration.ofMillis(200)).ask(program))
                .hasMessageStartingWith("`waits capabilities` did not end within");
    }

    /** What it leaves behind must neither stay nor sit in a folder that goes. */
    @Test
    void shouldEndWhatAProgramLeavesBehind() throws Exception {
        Path left = temporary.resolve("left");
        Path program = Files.writeString(temporary.resolve("forks"), """
                #!/bin/sh
                sleep 600 &
                echo "$! $(pwd)" > %s
                echo '{ "package": "acme/echo", "version": "0.1.0", "protocol": "^1.0", "types": [ { "name": "acme/echo" } ] }'
                """.formatted(left));

        assertThat(shop.install(program).id()).isEqualTo("acme/echo@0.1.0");

        String[] words = Files.readString(left).strip().split(" ", -1);
        assertThat(words[1]).isEqualTo("/");
        // Of a process that ended, and that nobody has asked about yet, there is still a folder.
        Path process = Path.of("/proc", words[0], "cmdline");
        await().until(() -> !Files.exists(process) || Files.readString(process).isEmpty());
    }

    @Test
    void shouldNameTheSourceAndNotWhatItIsOnItsWay() throws Exception {
        Path broken = PackageFiles.jar(temporary.resolve("broken.jar"), "{");

        assertThat(refusal(broken)).startsWith("cannot install " + broken + ": " + broken + "!/META-INF");
    }

    @Test
    void shouldRefuseAZipThatLeadsElsewhere() throws Exception {
        for (String name : List.of("../evil", "/etc/evil", "a/../../evil", "a\\b", "C:evil", "a//b")) {
            assertThat(refusal(zip("evil.zip", Map.of(name, "x")))).contains("leads out of the package");
        }
        assertThat(temporary.resolve("evil")).doesNotExist();
    }

    @Test
    void shouldRefuseLinks() throws Exception {
        Path zip = zip("link.zip", Map.of("a", "/etc/passwd"));
        byte[] bytes = Files.readAllBytes(zip);
        int entry = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\001\002");
        bytes[entry + 5] = 3;
        bytes[entry + 41] = (byte) 0xA1;
        Files.write(zip, bytes);
        Path folder = Files.createDirectory(temporary.resolve("folder"));
        Files.createSymbolicLink(folder.resolve("a"), Path.of("/etc/passwd"));

        assertThat(refusal(zip)).endsWith("the file a in it is a link, and none is followed");
        assertThat(refusal(folder)).contains("the file a in it is a link");
    }

    @Test
    void shouldRefuseWhatIsTooMuch() throws Exception {
        Path many = temporary.resolve("many.zip");
        Map<String, byte[]> entries = new TreeMap<>();
        for (int i = 0; i <= Room.MAX_FILES; i++) {
            entries.put("f" + i, new byte[0]);
        }
        PackageFiles.zip(many, entries);
        Path bomb = PackageFiles.zip(temporary.resolve("bomb.zip"), Map.of("zeros", new byte[3 << 20]));

        assertThat(refusal(many)).contains("more than 10000 files");
        assertThat(Files.size(bomb)).isLessThan(10_000);
        Path target = Files.createDirectory(temporary.resolve("target"));
        assertThatThrownBy(() -> Unpacking.zip(bomb, new Room(target, 1 << 20)))
                .hasMessage("what is in it has more than 1 MiB, which is the most that is installed");
        assertThat(Files.size(target.resolve("zeros"))).isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void shouldSayWhyItRefuses() throws Exception {
        assertThat(refusal(Files.writeString(temporary.resolve("text"), "hello")))
                .contains("is neither a jar, nor a zip, nor a program");
        assertThat(refusal(zip("none.zip", Map.of("a.txt", "x")))).contains("it has no descriptor");
        assertThat(refusal(InstallRequest.of("nowhere.jar", List.of())))
                .contains("there is no file or folder \"nowhere.jar\"");
        Path future = PackageFiles.jar(
                temporary.resolve("future.jar"), PackageFiles.descriptor("acme/new", "1.0.0", "^9.1", "{}"));
        assertThat(refusal(future))
                .contains("is made for the module API >=9.1.0")
                .contains("update Bulkhead");
        assertThat(refusal(new InstallRequest(
                        jar.toString(), Platform.here(), "00".repeat(32), List.of(), null, List.of())))
                .contains("its SHA-256 is " + Sums.of(jar) + ", but it must be 0000");
    }

    @Test
    void shouldRefuseAPackageWithoutTheClassThatItsDescriptorNames() throws Exception {
        String gone = PackageFiles.descriptor("1.0.0").replace(PackageFiles.LOG, "com.acme.Gone");

        assertThat(refusal(PackageFiles.jar(temporary.resolve("gone.jar"), gone)))
                .contains("the class com.acme.Gone of the type acme/vibration is in none of its jars");
    }

    @Test
    void shouldRefuseASchemaThatNeedsSomethingFromElsewhere() throws Exception {
        String schema = "{ \"properties\": { \"a\": { \"$ref\": \"file:///etc/passwd\" } } }";
        Path elsewhere = PackageFiles.jar(
                temporary.resolve("elsewhere.jar"), PackageFiles.descriptor("acme/new", "1.0.0", "^1.0", schema));
        Path whole = PackageFiles.jar(
                temporary.resolve("whole.jar"),
                PackageFiles.descriptor(
                        "acme/new", "1.0.0", "^1.0", schema.replace("file:///etc/passwd", "#/$defs/a")));

        assertThat(refusal(elsewhere))
                .contains("the schema of the arguments of acme/new refers to \"file:///etc/passwd\"");
        assertThat(refusal(whole)).startsWith("installed as ");
    }

    @Test
    void shouldTakeASourceWhoseSumIsRight() throws Exception {
        FoundPackage found = shop.install(new InstallRequest(
                jar.toString(),
                Platform.here(),
                Sums.of(jar).toUpperCase(java.util.Locale.ROOT),
                List.of(),
                null,
                List.of()));

        assertThat(found.id()).isEqualTo("acme/vibration@1.0.0");
    }

    @Test
    void shouldInstallTheSameTwiceButNotAnotherOfItsName() throws Exception {
        FoundPackage first = shop.install(jar);

        assertThat(shop.install(jar).place()).isEqualTo(first.place());
        Path other = PackageFiles.jar(
                temporary.resolve("other.jar"), PackageFiles.descriptor("acme/vibration", "1.0.0", "^1.0", "{}"));
        assertThatThrownBy(() -> shop.install(other))
                .hasMessageContaining("is installed already")
                .hasMessageContaining("modules remove acme/vibration@1.0.0");
        Path rival = PackageFiles.jar(
                temporary.resolve("rival.jar"),
                PackageFiles.descriptor("1.0.0").replaceFirst("acme/vibration", "zenith/shake"));
        assertThatThrownBy(() -> shop.install(rival))
                .hasMessageContaining("is offered by acme/vibration@1.0.0 already");
    }

    @Test
    void shouldKeepVersionsSideBySide() throws Exception {
        shop.install(jar);
        shop.install(PackageFiles.jar(temporary.resolve("two.jar"), PackageFiles.descriptor("2.0.0")));

        assertThat(shop.packages()).containsExactly("acme/vibration@1.0.0", "acme/vibration@2.0.0");
    }

    @Test
    void shouldNameEveryFileThatDiffers() throws Exception {
        FoundPackage found = shop.install(PackageFiles.zip(
                temporary.resolve("p.zip"),
                Map.of("vibration.jar", Files.readAllBytes(jar), "lib/a.jar", new byte[1], "lib/b.jar", new byte[1])));
        Files.writeString(found.place().resolve("lib/a.jar"), "changed");
        Files.delete(found.place().resolve("lib/b.jar"));
        Files.writeString(found.place().resolve("lib/c.jar"), "new");

        assertThat(Installer.differences(found).stream().map(line -> line.replace(found.place() + "/lib/", "")))
                .satisfiesExactly(
                        a -> assertThat(a).startsWith("a.jar: its SHA-256 is "),
                        b -> assertThat(b).isEqualTo("b.jar: it is not there any more"),
                        c -> assertThat(c).isEqualTo("c.jar: it was not installed"));
    }

    @Test
    void shouldTakeBackAnInstallationAndARemovalOnce() throws Exception {
        Installer installer = shop.installer(Progress.NONE);
        assertThatThrownBy(installer::undo).hasMessageStartingWith("nothing was installed or removed yet");
        FoundPackage found = shop.install(jar);

        assertThat(installer.undo()).isEqualTo("acme/vibration@1.0.0 is not installed any more");
        assertThat(shop.files()).isEmpty();
        assertThatThrownBy(installer::undo).hasMessageEndingWith("is undone already; only one step can be taken back");

        shop.install(jar);
        installer.remove(found);
        assertThat(shop.packages()).isEmpty();
        assertThat(installer.undo()).isEqualTo("acme/vibration@1.0.0 is back");
        assertThat(Installer.differences(found)).isEmpty();
    }

    /** A kill leaves the files as they are between two steps, and so does a copy of them. */
    @Test
    void shouldBeThereAsAWholeOrNotAtAllWhereverItIsKilled() throws Exception {
        List<Shop> killed = new ArrayList<>();
        shop.installer(step -> killed.add(copy(killed.size()))).install(InstallRequest.of(jar.toString(), List.of()));

        assertThat(killed).hasSizeGreaterThan(5);
        for (Shop left : killed) {
            List<FoundPackage> there = left.shelf().packages();
            assertThat(left.shelf().broken()).isEmpty();
            assertThat(there.size()).isLessThanOrEqualTo(1);
            for (FoundPackage each : there) {
                assertThat(Installer.differences(each)).isEmpty();
            }
            left.install(jar);
            assertThat(left.files()).containsExactly(VIBRATION + "/installed.json", VIBRATION + "/vibration.jar");
        }
    }

    private Shop copy(int number) {
        Path copy = temporary.resolve("killed-" + number);
        try {
            Unpacking.folder(shop.modules(), new Room(Files.createDirectory(copy)));
        } catch (PackageException | IOException e) {
            throw new AssertionError(e);
        }
        return new Shop(copy);
    }

    @Test
    void shouldInstallOneAfterTheOtherWhereSeveralAskAtATime() throws Exception {
        List<Future<FoundPackage>> all = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 8; i++) {
            Path each = PackageFiles.jar(temporary.resolve(i + ".jar"), PackageFiles.descriptor(i / 2 + ".0.0"));
            all.add(threads.submit(() -> shop.install(each)));
        }
        threads.shutdown();

        int good = 0;
        for (Future<FoundPackage> each : all) {
            try {
                assertThat(Installer.differences(each.get())).isEmpty();
                good++;
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(e.getCause()).hasMessageContaining("is installed already");
            }
        }
        assertThat(good).isBetween(4, 8);
        assertThat(shop.packages()).hasSize(4);
    }
}

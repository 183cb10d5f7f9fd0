package dev.bulkhead.gateway.packages.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bulkhead.gateway.packages.PackageFiles;
import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.Platform;
import dev.bulkhead.packages.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures that the real minisign made. */
class MinisignTest {
    @TempDir
    private Path temporary;

    private Shop shop;
    private Path jar;
    private PublicKey key;

    @BeforeEach
    void prepare() throws Exception {
        boolean there = Files.isExecutable(Path.of("/usr/bin/minisign"));
        assumeTrue(there || "true".equals(System.getenv("CI")), "there is no minisign here; script/test installs it");
        shop = new Shop(temporary.resolve("modules"));
        jar = PackageFiles.jar(temporary.resolve("vibration.jar"), PackageFiles.descriptor("1.0.0"));
        key = key("ours");
    }

    private PublicKey key(String name) throws Exception {
        minisign("-G", "-W", "-p", name + ".pub", "-s", name + ".key");
        return PublicKey.of(name + ".pub", temporary);
    }

    private void sign(String name, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("-S", "-W", "-s", name + ".key", "-m", jar.toString(), "-t", "built on line 3"));
        arguments.addAll(List.of(more));
        minisign(arguments.toArray(String[]::new));
    }

    private void minisign(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/bin/minisign"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(temporary.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private FoundPackage install(PublicKey... keys) throws PackageException, IOException {
        return shop.install(InstallRequest.of(jar.toString(), List.of(keys)));
    }

    private String refusal(PublicKey... keys) throws IOException {
        try {
            return "installed as " + install(keys).place();
        } catch (PackageException e) {
            assertThat(shop.files()).isEmpty();
            return e.getMessage();
        }
    }

    @Test
    void shouldInstallWhatATrustedKeySigned() throws Exception {
        PublicKey other = key("other");
        sign("ours");

        FoundPackage found = install(other, key);

        assertThat(found.installed().signedBy()).isEqualTo(key.toString()).matches("[0-9A-F]{16}");
        assertThat(found.installed().comment()).isEqualTo("built on line 3");
        assertThat(Files.readString(temporary.resolve("ours.pub"))).contains(key.toString());
    }

    /** Who comes to trust keys only later has packages that are as good as before. */
    @Test
    void shouldNoteTheSignatureOfWhatWasInstalledWithout() throws Exception {
        Trust trust = TrustedKeys.of(List.of("ours.pub"), temporary);
        assertThat(trust.problem(install()).orElseThrow())
                .startsWith("acme/vibration@1.0.0 was installed without a signature");
        PublicKey other = key("other");
        assertThat(TrustedKeys.of(List.of("nowhere.pub"), temporary)
                        .problem(install())
                        .orElseThrow())
                .contains("nowhere.pub");
        sign("ours");

        FoundPackage found = install(key);

        assertThat(shop.shelf().packages().get(0).installed().signedBy()).isEqualTo(key.toString());
        assertThat(trust.problem(found)).isEmpty();
        assertThat(TrustedKeys.of(List.of("other.pub"), temporary)
                        .problem(found)
                        .orElseThrow())
                .contains("was signed with the key " + key)
                .contains("trusts: " + other);
    }

    @Test
    void shouldTakeAKeyAsTextToo() throws Exception {
        sign("ours");
        String text = Files.readAllLines(temporary.resolve("ours.pub")).get(1);

        assertThat(install(PublicKey.of(text, Path.of("/nowhere"))).id()).isEqualTo("acme/vibration@1.0.0");
    }

    @Test
    void shouldRefuseWhatNobodySigned() throws Exception {
        assertThat(refusal(key)).contains("there is no signature " + jar + ".minisig");
    }

    @Test
    void shouldRefuseWhatAnotherKeySigned() throws Exception {
        PublicKey other = key("other");
        sign("other");

        assertThat(refusal(key)).contains("was signed with the key " + other).contains("trusts: " + key);
    }

    @Test
    void shouldRefuseWhatWasChangedSinceItWasSigned() throws Exception {
        sign("ours");
        PackageFiles.jar(jar, PackageFiles.descriptor("1.0.1"));

        assertThat(refusal(key)).contains("the signature does not fit vibration.jar");
    }

    @Test
    void shouldRefuseATrustedCommentThatWasChanged() throws Exception {
        sign("ours");
        Path signature = temporary.resolve("vibration.jar.minisig");
        Files.writeString(signature, Files.readString(signature).replace("line 3", "line 4"));

        assertThat(refusal(key)).contains("the trusted comment in the signature of vibration.jar was changed");
    }

    @Test
    void shouldRefuseTheOldKindOfSignature() throws Exception {
        sign("ours", "-l");

        assertThat(refusal(key)).contains("is of minisign's old kind");
    }

    @Test
    void shouldNeverRunAProgramThatNobodySigned() throws Exception {
        Path ran = temporary.resolve("ran");
        jar = Files.writeString(temporary.resolve("program"), "#!/bin/sh\ntouch " + ran + "\n");
        sign("ours");
        Files.writeString(jar, Files.readString(jar) + "\n");

        assertThat(refusal(key)).contains("the signature does not fit program");
        assertThat(ran).doesNotExist();
    }

    @Test
    void shouldTakeASignatureThatLiesElsewhere() throws Exception {
        sign("ours", "-x", "elsewhere.minisig");

        FoundPackage found = shop.install(new InstallRequest(
                jar.toString(),
                Platform.here(),
                null,
                List.of(key),
                temporary.resolve("elsewhere.minisig"),
                List.of()));

        assertThat(found.installed().signedBy()).isEqualTo(key.toString());
    }

    @Test
    void shouldNotTrustAFolder() throws Exception {
        jar = Files.createDirectory(temporary.resolve("folder"));

        assertThat(refusal(key)).contains("a folder cannot be signed").contains("make a zip of it");
    }

    @Test
    void shouldSayThatAKeyIsNone() {
        assertThatThrownBy(() -> PublicKey.of("nowhere.pub", temporary))
                .hasMessageContaining("\"nowhere.pub\" of gateway.packages.keys is no public key of minisign");
        assertThatThrownBy(() -> PublicKey.of("A".repeat(56), temporary))
                .hasMessageContaining("is no public key of minisign; expected are 56 characters");
    }
}

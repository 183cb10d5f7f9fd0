package dev.bulkhead.gateway.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DataFolderTest {
    private static final InetSocketAddress ADDRESS = InetSocketAddress.createUnresolved("127.0.0.1", 9998);

    @TempDir
    private Path temp;

    private Path folder;

    @BeforeEach
    void folder() {
        folder = temp.resolve("a/b/data");
    }

    /** Holds the folder until its standard input ends. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            DataFolder data = DataFolder.open(Path.of(args[0]));
            data.writeControlAddress(ADDRESS);
            System.out.println("holds it");
            int unused = System.in.read();
        }
    }

    private Process holder() throws IOException {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = new BufferedReader(new InputStreamReader(holder.getInputStream(), UTF_8)).readLine();
        assertThat(line).isEqualTo("holds it");
        return holder;
    }

    private void assertTaken() {
        assertThatIOException()
                .isThrownBy(() -> DataFolder.open(folder))
                .withMessage("another gateway uses the data folder " + folder
                        + "; stop it, or name another folder with gateway.data");
    }

    private String token() throws IOException {
        try (DataFolder data = DataFolder.open(folder)) {
            return data.token();
        }
    }

    @Test
    void shouldBeMadeWhereItIsNot() throws IOException {
        DataFolder.open(folder).close();

        assertThat(folder).isDirectory();
    }

    @Test
    void shouldBeClosedToOthersWhoCouldLockItElse() throws IOException {
        DataFolder.open(folder).close();

        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("gateway.lock"))).isEqualTo("rw-------");
    }

    @Test
    void shouldCloseALockThatAllCouldRead() throws IOException {
        Files.createDirectories(folder);
        Path lock = Files.writeString(folder.resolve("gateway.lock"), "");
        Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-r--r--"));

        DataFolder.open(folder).close();

        assertThat(mode(lock)).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void shouldBelongToOneGatewayOfAProcess() throws IOException {
        try (DataFolder data = DataFolder.open(folder)) {
            assertTaken();
            assertThat(data.token()).isNotEmpty();
        }
        DataFolder.open(folder).close();
    }

    @Test
    void shouldBelongToOneGatewayOfTheMachine() throws Exception {
        Process holder = holder();
        try {
            assertTaken();
            assertThat(DataFolder.readControlAddress(folder)).isEqualTo("127.0.0.1:9998");
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldBeFreeAgainAfterAGatewayThatWasKilled() throws Exception {
        holder().destroyForcibly().waitFor();

        try (DataFolder data = DataFolder.open(folder)) {
            assertThat(DataFolder.readControlAddress(folder)).isEqualTo("127.0.0.1:9998");
            data.writeControlAddress(InetSocketAddress.createUnresolved("127.0.0.1", 1));
            assertThat(DataFolder.readControlAddress(folder)).isEqualTo("127.0.0.1:1");
        }
    }

    @Test
    void shouldMakeATokenOnceAndKeepIt() throws IOException {
        String token = token();

        assertThat(token).matches("[0-9a-f]{64}");
        assertThat(DataFolder.readToken(folder)).isEqualTo(token);
        assertThat(token()).isEqualTo(token);
    }

    @Test
    void shouldReplaceATokenThatOthersCouldRead() throws IOException {
        String token = token();
        Files.setPosixFilePermissions(folder.resolve("control.token"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(token()).isNotEqualTo(token);
        shouldKeepTheTokenToItsUser();
    }

    @Test
    void shouldReplaceATokenThatLiesSomewhereElse() throws IOException {
        String token = token();
        Files.move(folder.resolve("control.token"), temp.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("control.token"), temp.resolve("elsewhere"));

        assertThat(token()).isNotEqualTo(token);
        assertThat(folder.resolve("control.token")).isRegularFile();
    }

    @Test
    void shouldSayWhetherAGatewayUsesIt() throws Exception {
        assertThat(DataFolder.isInUse(folder)).isFalse();
        Process holder = holder();
        try {
            assertThat(DataFolder.isInUse(folder)).isTrue();
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(DataFolder.isInUse(folder)).isFalse();
    }

    @Test
    void shouldKeepTheTokenToItsUser() throws IOException {
        token();

        assertThat(mode(folder.resolve("control.token"))).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "chosen\n", "größe"})
    void shouldReplaceATokenThatIsNone(String left) throws IOException {
        token();
        Files.writeString(folder.resolve("control.token"), left);

        assertThat(token()).matches("[0-9a-f]{64}");
        shouldKeepTheTokenToItsUser();
    }

    @Test
    void shouldForgetTheControlAddressWhenClosed() throws IOException {
        try (DataFolder data = DataFolder.open(folder)) {
            data.writeControlAddress(ADDRESS);
        }

        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> DataFolder.readControlAddress(folder));
    }

    @Test
    void shouldWriteAnAddressOfIpv6SoThatAUrlCanHaveIt() throws IOException {
        try (DataFolder data = DataFolder.open(folder)) {
            data.writeControlAddress(InetSocketAddress.createUnresolved("[::1]", 9998));

            assertThat(DataFolder.readControlAddress(folder)).isEqualTo("[::1]:9998");
        }
    }

    @Test
    void shouldSayThatAFileIsInItsPlace() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "");

        assertThatIOException()
                .isThrownBy(() -> DataFolder.open(folder))
                .withMessageStartingWith("cannot use the data folder " + folder + " (gateway.data): ");
    }

    @Test
    void shouldSayThatAFileIsAboveIt() throws IOException {
        Files.writeString(temp.resolve("a"), "");

        assertThatIOException()
                .isThrownBy(() -> DataFolder.open(folder))
                .withMessageStartingWith("cannot use the data folder " + folder + " (gateway.data): ");
    }
}

package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.bulkhead.wire.zmq.CurveKeys;
import dev.bulkhead.wire.zmq.KeyFile;
import dev.bulkhead.wire.zmq.Security;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostSecurityTest {
    private static final String HERE = "tcp://127.0.0.1:*";
    private static final String BEYOND = "tcp://192.168.1.5:40001";
    private static final String INSECURE = "insecure-plain-tcp";

    @TempDir
    private Path folder;

    @Test
    void shouldNeedNoKeysOnLoopback() throws IOException {
        assertThat(HostSecurity.NONE.conclude(HERE, "tcp://localhost:40001")).isEqualTo(Security.PLAIN);
    }

    @ParameterizedTest
    @CsvSource({BEYOND + ", " + HERE + ", listen", HERE + ", " + BEYOND + ", remote", "tcp://*:1, " + HERE + ", listen"
    })
    void shouldRefusePlainTcpBeyondLoopback(String listen, String remote, String key) {
        assertThatIOException()
                .isThrownBy(() -> HostSecurity.NONE.conclude(listen, remote))
                .withMessageStartingWith("\"" + key + "\" is ")
                .withMessageEndingWith("set \"keys\" and \"gatewayKey\", or \"security\": \"insecure-plain-tcp\"");
    }

    @Test
    void shouldTakePlainTcpBeyondLoopbackWhenItIsCalledInsecure() throws IOException {
        assertThat(new HostSecurity(null, null, INSECURE).conclude(BEYOND, BEYOND))
                .isEqualTo(Security.PLAIN);
    }

    @Test
    void shouldUseKeysWhereThereAreAny() throws IOException {
        Path file = folder.resolve("valve.key");
        String gateway = new KeyFile(file).create().publicKey();
        HostSecurity written = new HostSecurity(Path.of("valve.key"), gateway, null);

        assertThat(written.resolvedAgainst(folder.resolve("valve.json")).conclude(BEYOND, BEYOND))
                .isNotEqualTo(Security.PLAIN);
    }

    @Test
    void shouldRefuseHalfOfAPairAndContradictions() {
        String key = CurveKeys.generate().publicKey();
        Path file = folder.resolve("valve.key");
        for (HostSecurity wrong : new HostSecurity[] {
            new HostSecurity(file, null, null), new HostSecurity(null, key, null), new HostSecurity(file, key, INSECURE)
        }) {
            assertThatIOException()
                    .isThrownBy(() -> wrong.conclude(BEYOND, BEYOND))
                    .withMessage("\"keys\" and \"gatewayKey\" go together, and without \"security\"");
        }
    }

    @Test
    void shouldRefuseAnotherWord() {
        assertThatIOException()
                .isThrownBy(() -> new HostSecurity(null, null, "none").conclude(BEYOND, BEYOND))
                .withMessageContaining("can only be \"insecure-plain-tcp\"");
    }

    @Test
    void shouldRefuseAGatewayKeyThatIsNone() throws IOException {
        Path file = folder.resolve("valve.key");
        CurveKeys unused = new KeyFile(file).create();

        assertThatIOException()
                .isThrownBy(() -> new HostSecurity(file, "guess", null).conclude(BEYOND, BEYOND))
                .withMessageContaining("\"gatewayKey\" is no public key");
    }
}

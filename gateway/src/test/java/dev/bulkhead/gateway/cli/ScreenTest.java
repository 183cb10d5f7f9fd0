package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.gateway.Installation;
import dev.bulkhead.gateway.MadeUpStatus;
import dev.bulkhead.gateway.config.ActivationConfig;
import dev.bulkhead.gateway.config.Defaults;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.GatewaySettings;
import dev.bulkhead.gateway.config.ListenAddress;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.gateway.control.StatusJson;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    @Test
    void shouldSayWhatStarts() {
        GatewayConfig config = new GatewayConfig(
                Path.of("/etc/gateway.json"),
                new GatewaySettings(
                        "edge-1", new ListenAddress("127.0.0.1", 0), Path.of("/data"), 1, false, Defaults.POST_MORTEM),
                List.of(new ModuleConfig(
                        "a", "com.acme.A", null, new ActivationConfig.InProcess(), null, "{}", Defaults.LIFECYCLE)),
                List.of());

        assertThat(Screen.starting(config))
                .isEqualTo("bulkhead " + Installation.version()
                        + " · gateway edge-1 · /etc/gateway.json\nstarting 1 module …");
    }

    @Test
    void shouldSayWhatRuns() {
        assertThat(Screen.running(StatusJson.of(MadeUpStatus.full()), Path.of("edge.json"), 1234))
                .isEqualTo("""

                modules
                  valve   activated    fork (street), pid 999999999  com.acme.Valve
                  log     activated    in-process                    dev.bulkhead.samples.Log
                  broken  deactivated  none                                                    ! the host has been silent for 10 s; "größe"
                links
                  valve  → log      [host=a?, kind=cpu*]
                  log    → broken

                ready after 1234 ms · pid 4711 · control 127.0.0.1:9998
                look: bulkhead status --config edge.json · stop: Ctrl-C
                """);
    }

    @Test
    void shouldSayThatNothingRuns() {
        assertThat(Screen.running(StatusJson.of(MadeUpStatus.empty()), Path.of("gateway.json"), 0))
                .isEqualTo("""

                modules
                links

                ready after 0 ms · pid 4711 · control 127.0.0.1:9998
                look: bulkhead status · stop: Ctrl-C
                """);
    }

    @Test
    void shouldSumUpAllLinksAtTheEnd() {
        assertThat(Screen.stopped(MadeUpStatus.full()))
                .isEqualTo("stopped · published 1234567890223 · delivered 80 · dropped 6 · left in queues 10");
        assertThat(Screen.stopped(MadeUpStatus.empty()))
                .isEqualTo("stopped · published 0 · delivered 0 · dropped 0 · left in queues 0");
    }
}

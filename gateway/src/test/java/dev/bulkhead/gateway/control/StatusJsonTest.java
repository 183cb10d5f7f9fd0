package dev.bulkhead.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.Work;
import dev.bulkhead.gateway.MadeUpStatus;
import dev.bulkhead.gateway.config.StartMode;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.ModuleStatus;
import dev.bulkhead.gateway.lifecycle.Reason;
import dev.bulkhead.wire.zmq.Refusals;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class StatusJsonTest {
    private static ObjectNode withoutTheClock(ObjectNode json) {
        json.withObject("/gateway").put("uptimeSeconds", 0);
        return json;
    }

    @Test
    void shouldSayEverything() {
        assertThat(withoutTheClock(StatusJson.of(MadeUpStatus.full())).toPrettyString())
                .isEqualTo("""
                        {
                          "gateway" : {
                            "name" : "edge-1",
                            "version" : "1.2.3",
                            "pid" : 4711,
                            "control" : "127.0.0.1:9998",
                            "started" : "2026-01-02T03:04:05.678Z",
                            "uptimeSeconds" : 0,
                            "removedLinks" : {
                              "published" : 9,
                              "delivered" : 5,
                              "queued" : 0,
                              "inFlight" : 0,
                              "dropped" : 4,
                              "droppedByReason" : {
                                "link-removed" : 4
                              },
                              "deadLettered" : 0,
                              "expired" : 0
                            }
                          },
                          "modules" : [ {
                            "name" : "valve",
                            "state" : "activated",
                            "reason" : "Automatic",
                            "since" : "2026-01-02T03:04:05.678Z",
                            "startmode" : "Activated",
                            "activation" : "fork",
                            "host" : "street",
                            "pid" : 999999999,
                            "class" : "com.acme.Valve",
                            "restarts" : 2,
                            "busyMillis" : 1500,
                            "unrouted" : 3,
                            "refused" : 1,
                            "turnedAway" : {
                              "requests" : 5,
                              "connections" : 7
                            }
                          }, {
                            "name" : "log",
                            "state" : "activated",
                            "reason" : "Startup",
                            "since" : "2026-01-02T03:04:05.678Z",
                            "startmode" : "Activated",
                            "activation" : "in-process",
                            "pid" : 999999999,
                            "class" : "dev.bulkhead.samples.Log",
                            "restarts" : 0,
                            "busyMillis" : 999,
                            "unrouted" : 0,
                            "refused" : 0,
                            "turnedAway" : {
                              "requests" : 0,
                              "connections" : 0
                            }
                          }, {
                            "name" : "broken",
                            "state" : "deactivated",
                            "reason" : "WatchdogExpired",
                            "since" : "2026-01-02T03:04:05.678Z",
                            "startmode" : "Activated",
                            "activation" : "none",
                            "class" : null,
                            "restarts" : 0,
                            "busyMillis" : 0,
                            "unrouted" : 0,
                            "refused" : 0,
                            "turnedAway" : {
                              "requests" : 0,
                              "connections" : 0
                            },
                            "error" : "the host has been silent for 10 s; \\"größe\\""
                          } ],
                          "links" : [ {
                            "source" : "valve",
                            "sink" : "log",
                            "match" : {
                              "host" : "a?",
                              "kind" : "cpu*"
                            },
                            "capacity" : 8,
                            "published" : 100,
                            "delivered" : 80,
                            "queued" : 10,
                            "inFlight" : 4,
                            "dropped" : 6,
                            "droppedByReason" : {
                              "overflow" : 1,
                              "receive-failed" : 2,
                              "host-lost" : 3
                            },
                            "deadLettered" : 0,
                            "expired" : 0,
                            "durable" : false
                          }, {
                            "source" : "log",
                            "sink" : "broken",
                            "match" : { },
                            "capacity" : 1024,
                            "published" : 1234567890123,
                            "delivered" : 0,
                            "queued" : 0,
                            "inFlight" : 0,
                            "dropped" : 0,
                            "droppedByReason" : { },
                            "deadLettered" : 2,
                            "expired" : 1,
                            "durable" : true
                          } ]
                        }""");
    }

    @Test
    void shouldHaveEveryKeyWhereThereIsNothing() {
        assertThat(withoutTheClock(StatusJson.of(MadeUpStatus.empty())).toString())
                .isEqualTo("{\"gateway\":{\"name\":\"edge-1\",\"version\":\"1.2.3\",\"pid\":4711,"
                        + "\"control\":\"127.0.0.1:9998\",\"started\":\"2026-01-02T03:04:05.678Z\",\"uptimeSeconds\":0,"
                        + "\"removedLinks\":{\"published\":0,\"delivered\":0,\"queued\":0,\"inFlight\":0,\"dropped\":0,"
                        + "\"droppedByReason\":{},\"deadLettered\":0,\"expired\":0}},"
                        + "\"modules\":[],\"links\":[]}");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldSayHowMuchMemoryAProcessTakesAndHowLongTheGatewayRuns() {
        long pid = ProcessHandle.current().pid();
        Instant now = Instant.now();
        ObjectNode json = StatusJson.of(new GatewayStatus(
                "edge",
                "1",
                pid,
                now.minusSeconds(3600),
                InetSocketAddress.createUnresolved("127.0.0.1", 1),
                List.of(inProcess(pid, true, now)),
                List.of(),
                LedgerSnapshot.NOTHING));

        assertThat(json.at("/modules/0/memory").asLong()).isGreaterThan(1 << 20);
        assertThat(json.at("/gateway/uptimeSeconds").asLong()).isBetween(3600L, 3700L);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldNotTakeAProcessHereForOneOfTheSameNumberOnAnotherMachine() {
        long pid = ProcessHandle.current().pid();
        GatewayStatus status = new GatewayStatus(
                "edge",
                "1",
                pid,
                Instant.now(),
                InetSocketAddress.createUnresolved("127.0.0.1", 1),
                List.of(inProcess(pid, false, Instant.now())),
                List.of(),
                LedgerSnapshot.NOTHING);

        ObjectNode json = StatusJson.of(status);

        assertThat(json.at("/modules/0/pid").asLong()).isEqualTo(pid);
        assertThat(json.at("/modules/0").has("memory")).isFalse();
    }

    @Test
    void shouldSayWhatIsToComeAndWhatWasFound() {
        ObjectNode json = StatusJson.of(new GatewayStatus(
                        "edge",
                        "1",
                        1,
                        Instant.EPOCH,
                        InetSocketAddress.createUnresolved("127.0.0.1", 1),
                        List.of(new ModuleStatus(
                                "log",
                                "a.Log",
                                null,
                                ModuleState.ACTIVATED,
                                Reason.STARTUP,
                                Instant.EPOCH,
                                StartMode.UNAVAILABLE,
                                false,
                                "network",
                                null,
                                "none",
                                null,
                                OptionalLong.empty(),
                                true,
                                0,
                                Instant.EPOCH,
                                Path.of("/data/post-mortem/1"),
                                Duration.ZERO,
                                new Work(0, 0),
                                0,
                                0,
                                new Refusals.Counts(0, 0))),
                        List.of(),
                        LedgerSnapshot.NOTHING))
                .withObject("/modules/0");

        assertThat(json.path("startmode").asText()).isEqualTo("Unavailable");
        assertThat(json.path("resumed").asBoolean(true)).isFalse();
        assertThat(json.path("waitsFor").asText()).isEqualTo("network");
        assertThat(json.path("restartsAt").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(json.path("postMortem").asText()).isEqualTo("/data/post-mortem/1");
    }

    private static ModuleStatus inProcess(long pid, boolean here, Instant since) {
        return new ModuleStatus(
                "log",
                "a.Log",
                null,
                ModuleState.ACTIVATED,
                Reason.STARTUP,
                since,
                StartMode.ACTIVATED,
                null,
                null,
                null,
                "none",
                null,
                OptionalLong.of(pid),
                here,
                0,
                null,
                null,
                Duration.ZERO,
                new Work(0, 0),
                0,
                0,
                new Refusals.Counts(0, 0));
    }
}

package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.gateway.MadeUpStatus;
import dev.bulkhead.gateway.control.GatewayStatus;
import dev.bulkhead.gateway.control.StatusJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTablesTest {
    private static ObjectNode json(GatewayStatus status, long uptimeSeconds) {
        ObjectNode json = StatusJson.of(status);
        json.withObject("/gateway").put("uptimeSeconds", uptimeSeconds);
        return json;
    }

    @Test
    void shouldShowEverythingThatMatters() {
        ObjectNode status = json(MadeUpStatus.full(), 3723);
        status.withObject("/modules/1").put("memory", (123L << 20) + 1000);

        assertThat(StatusTables.of(status)).isEqualTo("""
                gateway edge-1 · bulkhead 1.2.3 · pid 4711 · up 01:02:03

                MODULES
                  NAME    STATE        REASON           ACTIVATION     PID        MEMORY   RESTARTS
                  valve   activated    Automatic        fork (street)  999999999  -        2
                  log     activated    Startup          in-process     999999999  123 MiB  0
                  broken  deactivated  WatchdogExpired  none           -          -        0
                  ! valve: busy for 1500 ms
                  ! valve: 3 messages found no link
                  ! valve: 1 messages were refused
                  ! valve: strangers were turned away: 5 requests, 7 connections
                  ! broken: the host has been silent for 10 s; "größe"

                LINKS
                  SOURCE  SINK                      PUBLISHED      DELIVERED  QUEUED  IN FLIGHT  DROPPED
                  valve   log [host=a?, kind=cpu*]  100            80         10      4          6        overflow 1, receive-failed 2, host-lost 3
                  log     broken                    1234567890123  0          0       0          0        durable, dead letters 2, expired 1""");
    }

    @Test
    void shouldShowWhatIsToComeAndWhatWasFound() {
        ObjectNode status = json(MadeUpStatus.full(), 1);
        status.withObject("/modules/0")
                .put("resumed", false)
                .put("waitsFor", "network")
                .put("restartsAt", "2026-01-02T03:04:06Z")
                .put("postMortem", "/data/post-mortem/1");

        assertThat(StatusTables.of(status))
                .contains(
                        "  valve   suspended ",
                        "  ! valve: waits for network\n",
                        "  ! valve: restarts at 2026-01-02T03:04:06Z\n",
                        "  ! valve: what was found is in /data/post-mortem/1\n");
    }

    @Test
    void shouldShowItsHeadsWhereThereIsNothing() {
        assertThat(StatusTables.of(json(MadeUpStatus.empty(), 0))).isEqualTo("""
                gateway edge-1 · bulkhead 1.2.3 · pid 4711 · up 00:00:00

                MODULES
                  NAME  STATE  REASON  ACTIVATION  PID  MEMORY  RESTARTS

                LINKS
                  SOURCE  SINK  PUBLISHED  DELIVERED  QUEUED  IN FLIGHT  DROPPED""");
    }

    @ParameterizedTest
    @CsvSource({
        "59, 00:00:59",
        "60, 00:01:00",
        "3599, 00:59:59",
        "86399, 23:59:59",
        "86400, 1d 0h",
        "90000, 1d 1h",
        "31535999, 364d 23h"
    })
    void shouldShowHowLongTheGatewayRuns(long seconds, String shown) {
        assertThat(StatusTables.of(json(MadeUpStatus.empty(), seconds))).contains("· up " + shown + "\n");
    }

    @Test
    void shouldShowTheStatusOfAnotherVersionAsFarAsItCan() throws Exception {
        assertThat(StatusTables.of(new ObjectMapper().readTree("{\"modules\":[{\"name\":\"a\"}],\"later\":1}")))
                .contains("  a")
                .contains("LINKS");
    }
}

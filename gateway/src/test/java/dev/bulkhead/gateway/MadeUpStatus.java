package dev.bulkhead.gateway;

import dev.bulkhead.broker.DropReason;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.LinkStatus;
import dev.bulkhead.broker.Overflow;
import dev.bulkhead.broker.Work;
import dev.bulkhead.broker.store.Durability;
import dev.bulkhead.gateway.config.StartMode;
import dev.bulkhead.gateway.control.GatewayStatus;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.ModuleStatus;
import dev.bulkhead.gateway.lifecycle.Reason;
import dev.bulkhead.wire.zmq.Refusals;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A status with one of each. */
public final class MadeUpStatus {
    /** No process has a number as high as this, so nothing is known of its memory. */
    public static final long NO_SUCH_PID = 999_999_999;

    private static final Instant SINCE = Instant.parse("2026-01-02T03:04:05.678Z");

    private MadeUpStatus() {}

    /** {@return a gateway that is full of trouble} */
    public static GatewayStatus full() {
        return new GatewayStatus(
                "edge-1",
                "1.2.3",
                4711,
                SINCE,
                InetSocketAddress.createUnresolved("127.0.0.1", 9998),
                List.of(valve(), log(), broken()),
                List.of(matching(), plain()),
                removed());
    }

    private static LedgerSnapshot removed() {
        return new LedgerSnapshot(9, 5, 0, 0, Map.of(DropReason.LINK_REMOVED, 4L));
    }

    /** {@return a gateway without modules and links} */
    public static GatewayStatus empty() {
        return new GatewayStatus(
                "edge-1",
                "1.2.3",
                4711,
                SINCE,
                InetSocketAddress.createUnresolved("127.0.0.1", 9998),
                List.of(),
                List.of(),
                LedgerSnapshot.NOTHING);
    }

    private static ModuleStatus valve() {
        return new ModuleStatus(
                "valve",
                "com.acme.Valve",
                null,
                ModuleState.ACTIVATED,
                Reason.AUTOMATIC,
                SINCE,
                StartMode.ACTIVATED,
                null,
                null,
                null,
                "fork",
                "street",
                OptionalLong.of(NO_SUCH_PID),
                true,
                2,
                null,
                null,
                Duration.ofMillis(1500),
                new Work(0, 0),
                3,
                1,
                new Refusals.Counts(5, 7));
    }

    private static ModuleStatus log() {
        return new ModuleStatus(
                "log",
                "dev.bulkhead.samples.Log",
                null,
                ModuleState.ACTIVATED,
                Reason.STARTUP,
                SINCE,
                StartMode.ACTIVATED,
                null,
                null,
                null,
                "in-process",
                null,
                OptionalLong.of(NO_SUCH_PID),
                true,
                0,
                null,
                null,
                Duration.ofMillis(999),
                new Work(0, 0),
                0,
                0,
                new Refusals.Counts(0, 0));
    }

    private static ModuleStatus broken() {
        return new ModuleStatus(
                "broken",
                null,
                null,
                ModuleState.DEACTIVATED,
                Reason.WATCHDOG_EXPIRED,
                SINCE,
                StartMode.ACTIVATED,
                null,
                null,
                "the host has been silent for 10 s; \"größe\"",
                "none",
                null,
                OptionalLong.empty(),
                false,
                0,
                null,
                null,
                Duration.ZERO,
                new Work(0, 0),
                0,
                0,
                new Refusals.Counts(0, 0));
    }

    private static LinkStatus matching() {
        LinkSpec spec = new LinkSpec(
                "*", "log", Map.of("kind", "cpu*", "host", "a?"), Overflow.DROP_OLDEST, 8, Duration.ofSeconds(5));
        Map<DropReason, Long> dropped =
                Map.of(DropReason.HOST_LOST, 3L, DropReason.OVERFLOW, 1L, DropReason.RECEIVE_FAILED, 2L);
        return new LinkStatus("valve", spec, new LedgerSnapshot(100, 80, 10, 4, dropped));
    }

    private static LinkStatus plain() {
        return new LinkStatus(
                "log",
                LinkSpec.between("log", "broken").durably(Durability.DEFAULT),
                new LedgerSnapshot(1_234_567_890_123L, 0, 0, 0, Map.of(), 2, 1));
    }
}

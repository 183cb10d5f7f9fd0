package dev.bulkhead.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.broker.Work;
import dev.bulkhead.wire.packet.Condition;
import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Heartbeat;
import dev.bulkhead.wire.packet.Hello;
import dev.bulkhead.wire.packet.LogLine;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.relay.Relay;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.zmq.Endpoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HostWatchTest {
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Duration LONG = Duration.ofHours(1);
    private static final HostLoss EXIT = new HostLoss(HostLoss.Kind.EXITED, "the host exited with status 3");

    private final Endpoints endpoints = new Endpoints(1000);
    private final Heard heard = new Heard();
    private final List<String> order = new ArrayList<>();

    @AfterEach
    void close() {
        endpoints.close();
    }

    private HostWatch watch(Duration limit) {
        return new HostWatch(
                heard, InnerLinks.NONE, limit, () -> order.add("cut off, told " + heard.losses.size()), this::note);
    }

    private void note(String condition, boolean holds) {
        if (condition.isEmpty()) {
            throw new IllegalArgumentException("\"\" is no name of a condition");
        }
        order.add(condition + " " + holds);
    }

    @Test
    void shouldTellOfTheConditionsOfItsModule() throws ProtocolException {
        HostWatch watch = attachedWatch(LONG);
        packet(watch, new Condition("calibrated", true)::write);
        packet(watch, new Condition("calibrated", false)::write);

        assertThat(order).containsExactly("calibrated true", "calibrated false");
    }

    @Test
    void shouldRefuseAConditionThatIsNone() {
        HostWatch watch = attachedWatch(LONG);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> packet(watch, new Condition("", true)::write))
                .withMessage("\"\" is no name of a condition")
                .returns(ErrorCode.BAD_PACKET, ProtocolException::code);
    }

    private HostWatch attachedWatch(Duration limit) {
        HostWatch watch = watch(limit);
        watch.attached(
                new Relay(Role.GATEWAY, 1, endpoints.connect("tcp://127.0.0.1:1"), SHORT, watch), Protocol.MINOR);
        return watch;
    }

    private static void packet(HostWatch watch, Consumer<PacketWriter> packet) throws ProtocolException {
        PacketWriter bytes = new PacketWriter();
        packet.accept(bytes);
        PacketReader reader = new PacketReader(bytes.toBytes());
        PacketType type = reader.next();
        PacketWriter reply = new PacketWriter();
        assertThat(watch.packet(type, reader, reply)).isTrue();
        reader.requireEnd();
        assertThat(reply.size()).isZero();
    }

    @Test
    void shouldMissNobodyBeforeAHostHasSaidHello() {
        HostWatch watch = watch(Duration.ZERO);
        watch.check();

        assertThat(watch.loss()).isEmpty();
    }

    @Test
    void shouldNotMissAHostThatIsHeard() {
        HostWatch watch = attachedWatch(LONG);
        watch.check();

        assertThat(watch.loss()).isEmpty();
    }

    @Test
    void shouldMissAHostThatIsSilentForTooLong() {
        HostWatch watch = attachedWatch(SHORT);
        assertThat(watch.up()).isTrue();
        await().until(() -> {
            watch.check();
            return watch.loss().isPresent();
        });

        HostLoss loss = watch.loss().orElseThrow();
        assertThat(loss.kind()).isEqualTo(HostLoss.Kind.SILENT);
        assertThat(loss.text()).matches("the host has been silent for \\d+ ms, the limit is 30 ms");
        assertThat(heard.losses).containsExactly(loss);
    }

    @Test
    void shouldCountFromTheLastRequest() {
        Duration limit = Duration.ofSeconds(1);
        HostWatch watch = attachedWatch(limit);
        long attached = System.nanoTime();
        await().until(() -> System.nanoTime() - attached > limit.toNanos());
        watch.heard();
        watch.check();

        assertThat(watch.loss()).isEmpty();
    }

    @Test
    void shouldNotTakeAnswersForSignsOfLife() {
        HostWatch watch = attachedWatch(SHORT);

        await().until(() -> {
            watch.answered();
            watch.added();
            watch.check();
            return watch.loss().isPresent();
        });
    }

    @Test
    void shouldLetTheFirstLossCount() {
        HostWatch watch = attachedWatch(Duration.ZERO);
        watch.up();
        watch.lost(EXIT);
        watch.lost(new HostLoss(HostLoss.Kind.EXITED, "again"));
        watch.broken(new ProtocolException(ErrorCode.BAD_PACKET, "at offset 0: junk"));
        watch.check();

        assertThat(watch.loss()).contains(EXIT);
        assertThat(heard.losses).containsExactly(EXIT);
    }

    @Test
    void shouldCutTheHostOffBeforeAnybodyHearsOfItsLoss() {
        HostWatch watch = attachedWatch(LONG);
        watch.up();
        watch.lost(EXIT);
        watch.lost(EXIT);

        assertThat(order).containsExactly("cut off, told 0");
    }

    @Test
    void shouldTellNobodyOfALossBeforeTheModuleIsUp() {
        HostWatch watch = attachedWatch(LONG);
        watch.lost(EXIT);

        assertThat(watch.up()).isFalse();
        assertThat(watch.loss()).contains(EXIT);
        assertThat(heard.losses).isEmpty();
        assertThat(order).hasSize(1);
    }

    @Test
    void shouldTellNobodyOfAnEndWhileItStopsButLetItsCallsReturn() {
        HostWatch watch = attachedWatch(Duration.ZERO);
        watch.up();
        watch.stopping();
        watch.lost(EXIT);
        watch.check();
        watch.broken(new ProtocolException(ErrorCode.BAD_PACKET, "at offset 0: junk"));

        assertThat(watch.loss()).contains(EXIT);
        assertThat(heard.losses).isEmpty();
        assertThat(order).hasSize(1);
    }

    @Test
    void shouldKeepALossThatCameBeforeItStopped() {
        HostWatch watch = attachedWatch(LONG);
        watch.lost(EXIT);
        watch.stopping();

        assertThat(watch.loss()).contains(EXIT);
    }

    @Test
    void shouldSayHowTheProtocolWasBroken() {
        HostWatch watch = attachedWatch(LONG);
        watch.broken(new ProtocolException(ErrorCode.BAD_PACKET, "at offset 0: junk"));

        assertThat(watch.loss())
                .contains(new HostLoss(HostLoss.Kind.PROTOCOL, "the host broke the protocol: at offset 0: junk"));
    }

    @Test
    void shouldKeepTheLastHeartbeat() throws ProtocolException {
        HostWatch watch = attachedWatch(LONG);
        assertThat(watch.heartbeat()).isEmpty();
        packet(watch, new Heartbeat(5, 1 << 20, null)::write);
        packet(watch, new Heartbeat(0, 1 << 21, new Work(3, 4))::write);

        assertThat(watch.heartbeat()).contains(new Heartbeat(0, 1 << 21, new Work(3, 4)));
    }

    @Test
    void shouldTellOnlyAHostThatKnowsOfItWhatIsStored() {
        HostWatch watch = watch(LONG);
        watch.attached(new Relay(Role.GATEWAY, 1, endpoints.connect("tcp://127.0.0.1:1"), SHORT, watch), 2);
        assertThat(watch.tellsWhatIsStored()).isFalse();

        assertThat(attachedWatch(LONG).tellsWhatIsStored()).isTrue();
    }

    @Test
    void shouldHandOnWhatTheHostLogs() throws ProtocolException {
        LogLine line = new LogLine(30, 1_700_000_000_000L, "com.acme.Valve", "stuck");
        packet(attachedWatch(LONG), line::write);

        assertThat(heard.lines).containsExactly(line);
    }

    @Test
    void shouldRefuseAHelloWithinASession() {
        Hello hello = new Hello(1, 0, "", "valve", "", 1, "");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> packet(attachedWatch(LONG), hello::write))
                .withMessage("a HELLO does not go into a REQUEST")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_STATE));
    }
}

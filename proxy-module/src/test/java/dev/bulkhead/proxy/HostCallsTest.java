package dev.bulkhead.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulkhead.broker.Roles;
import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.Outcome;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.packet.Saved;
import dev.bulkhead.wire.relay.Relay;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.zmq.Endpoints;
import dev.bulkhead.wire.zmq.ReplyServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a host that is a socket, and answers what each test wants it to. */
@Timeout(30)
class HostCallsTest {
    private static final long EPOCH = 77;
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(200);

    private interface Answer {
        void write(PacketWriter reply) throws ProtocolException;
    }

    private final Endpoints endpoints = new Endpoints(1000);
    private final ScheduledThreadPoolExecutor timer = (ScheduledThreadPoolExecutor) Executors.newScheduledThreadPool(1);
    private final HostWatch watch = new HostWatch(new Heard(), InnerLinks.NONE, LONG, this::abort, (name, holds) -> {});
    private final List<PacketType> asked = new CopyOnWriteArrayList<>();
    private volatile Answer answer = reply -> {};
    private ReplyServer server;
    private Relay relay;
    private HostCalls calls;

    @BeforeEach
    void open() throws IOException {
        server = endpoints.listen("tcp://127.0.0.1:*", "test-host", this::reply);
        relay = new Relay(Role.GATEWAY, EPOCH, endpoints.connect(server.url()), Duration.ofMillis(1), watch);
        calls = new HostCalls(relay, watch, timer);
    }

    @AfterEach
    void close() {
        relay.destroy();
        server.close();
        endpoints.close();
        timer.shutdownNow();
    }

    private void abort() {
        relay.abort();
    }

    private byte[] reply(ByteBuffer request) {
        try {
            PacketReader reader = new PacketReader(request);
            reader.expect(PacketType.REQUEST);
            assertThat(reader.u64()).isEqualTo(EPOCH);
            long sequence = reader.u64();
            asked.add(reader.next());
            PacketWriter reply = new PacketWriter();
            reply.begin(PacketType.REPLY).u64(EPOCH).u64(sequence).end();
            answer.write(reply);
            return reply.toBytes();
        } catch (ProtocolException e) {
            return Errors.encode(e);
        }
    }

    private static Answer outcome(PacketType type, Outcome outcome) {
        return reply -> outcome.write(type, reply);
    }

    private static void pending(PacketWriter reply) {
        reply.begin(PacketType.PENDING).end();
    }

    @Test
    void shouldReturnWhenTheModuleHas() throws Exception {
        answer = outcome(PacketType.CREATED, Outcome.SUCCESS);
        calls.create("{}", LONG);
        answer = outcome(PacketType.STARTED, Outcome.SUCCESS);
        calls.start(LONG);
        answer = outcome(PacketType.DESTROYED, Outcome.SUCCESS);
        calls.destroy(LONG);

        assertThat(asked).containsExactly(PacketType.CREATE, PacketType.START, PacketType.DESTROY);
    }

    @Test
    void shouldLetAModuleRestAndGoOnAndTellItsState() throws Exception {
        answer = outcome(PacketType.RESTORED, Outcome.SUCCESS);
        calls.restore(new byte[] {1}, LONG);
        answer = outcome(PacketType.SUSPENDED, Outcome.SUCCESS);
        calls.suspend(Duration.ofDays(36_500));
        answer = Saved.of(new byte[] {1, 2, 3})::write;
        assertThat(calls.save(LONG)).containsExactly(1, 2, 3);
        answer = outcome(PacketType.RESUMED, Outcome.SUCCESS);
        calls.resume(LONG);

        assertThat(asked).containsExactly(PacketType.RESTORE, PacketType.SUSPEND, PacketType.SAVE, PacketType.RESUME);
    }

    private static void accept(PacketWriter reply) {
        reply.begin(PacketType.ACCEPTED).u32(0).u64(0).end();
    }

    @Test
    void shouldTellAHostOnceWhenPublishesAreToBeConfirmedAndWhenNotAnyMore() throws Exception {
        answer = HostCallsTest::accept;
        Confirmations confirmations = new Confirmations("valve");
        confirmations.tell(3, calls, LONG);
        assertThat(asked).isEmpty();
        confirmations.want(true);
        confirmations.tell(3, calls, LONG);
        confirmations.tell(3, calls, LONG);
        assertThat(asked).containsExactly(PacketType.CONFIRM);
        confirmations.want(false);
        confirmations.tell(3, calls, LONG);

        assertThat(asked).containsExactly(PacketType.CONFIRM, PacketType.CONFIRM);
    }

    @Test
    void shouldNotTellAnOlderHostThatPublishesAreToBeConfirmed() throws Exception {
        Confirmations confirmations = new Confirmations("valve");
        confirmations.want(true);
        confirmations.tell(2, calls, LONG);

        assertThat(asked).isEmpty();
    }

    @Test
    void shouldLoseAHostThatDoesNotKnowThatPublishesAreToBeConfirmed() {
        answer = outcome(PacketType.STARTED, Outcome.SUCCESS);

        assertThatExceptionOfType(HostLostException.class)
                .isThrownBy(() -> calls.confirm(true, LONG))
                .withMessage("the host broke the protocol: expected ACCEPTED, not STARTED");
        assertThat(watch.loss()).map(HostLoss::kind).contains(HostLoss.Kind.PROTOCOL);
    }

    @Test
    void shouldLeaveAModuleAsItWasThatCannotRestNow() {
        answer = outcome(PacketType.SUSPENDED, Outcome.failure("the valve is open"));
        assertThatExceptionOfType(ModuleFailedException.class)
                .isThrownBy(() -> calls.suspend(LONG))
                .withMessage("the valve is open");
        answer = Saved.failure("the disk is full")::write;
        assertThatExceptionOfType(ModuleFailedException.class)
                .isThrownBy(() -> calls.save(LONG))
                .withMessage("the disk is full");

        assertThat(watch.loss()).isEmpty();
        assertThat(relay.isAborted()).isFalse();
    }

    @Test
    void shouldLoseAHostWhoseModuleHangsInSuspend() {
        answer = HostCallsTest::pending;

        assertThatExceptionOfType(HostLostException.class)
                .isThrownBy(() -> calls.suspend(SHORT))
                .withMessage("the module's suspend did not return within 200 ms (startTimeout)")
                .returns(HostLoss.Kind.HUNG, HostLostException::kind);
        assertThat(watch.loss()).map(HostLoss::kind).contains(HostLoss.Kind.HUNG);
        assertThat(relay.isAborted()).isTrue();
    }

    @Test
    void shouldLoseAHostThatAnswersSomethingElseToResume() {
        answer = outcome(PacketType.SUSPENDED, Outcome.SUCCESS);

        assertThatExceptionOfType(HostLostException.class)
                .isThrownBy(() -> calls.resume(LONG))
                .withMessage("the host broke the protocol: expected RESUMED, not SUSPENDED");
        assertThat(watch.loss()).map(HostLoss::kind).contains(HostLoss.Kind.PROTOCOL);
    }

    @ParameterizedTest
    @CsvSource({"2, true, true, 6", "2, true, false, 2", "2, false, true, 4", "2, false, false, 0", "1, false, false, 6"
    })
    void shouldKnowFromTheFlagsOfCreatedWhatTheModuleCanDo(
            int minor, boolean suspendable, boolean stateful, int flags) {
        Roles roles = HostRoles.of(new Outcome(true, flags, ""), minor);

        assertThat(roles.suspendable()).isEqualTo(suspendable);
        assertThat(roles.stateful()).isEqualTo(stateful);
    }

    @Test
    void shouldSayThatAnOlderHostIsToBeUpdated() {
        assertThat(HostRoles.of(Outcome.SUCCESS, 1).whyNotSuspendable())
                .contains("its host speaks protocol 1.1, and that needs 1.2; update the host");
        assertThat(HostRoles.of(Outcome.SUCCESS, 2).whyNotSuspendable())
                .contains("its class does not implement dev.bulkhead.api.Suspendable");
    }

    @Test
    void shouldSayThatCreateTookTooLong() {
        answer = HostCallsTest::pending;

        assertThatExceptionOfType(ModuleFailedException.class)
                .isThrownBy(() -> calls.create("{}", SHORT))
                .withMessage("the module's create did not return within 200 ms (startTimeout)");
        assertThat(relay.isAborted()).isTrue();
    }

    @Test
    void shouldSayThatStartTookTooLong() {
        answer = HostCallsTest::pending;

        assertThatExceptionOfType(ModuleFailedException.class)
                .isThrownBy(() -> calls.start(SHORT))
                .withMessage("the module's start did not return within 200 ms (startTimeout)");
    }

    @Test
    void shouldSayThatDestroyTookTooLong() {
        answer = HostCallsTest::pending;

        assertThatExceptionOfType(ModuleFailedException.class)
                .isThrownBy(() -> calls.destroy(SHORT))
                .withMessage("the module's destroy did not return within 200 ms (grace)");
    }

    @Test
    void shouldGiveUpAHostThatDoesNotAnswerAtAll() {
        server.close();

        assertThatExceptionOfType(ModuleFailedException.class)
                .isThrownBy(() -> calls.start(SHORT))
                .withMessage("the module's start did not return within 200 ms (startTimeout)");
    }

    @Test
    void shouldSayWhyTheHostIsGoneRatherThanThatItTookLong() {
        answer = reply -> {
            pending(reply);
            watch.lost(new HostLoss(HostLoss.Kind.EXITED, "the host exited with status 3"));
        };

        assertThatExceptionOfType(HostLostException.class)
                .isThrownBy(() -> calls.create("{}", LONG))
                .withMessage("the host exited with status 3");
    }

    @Test
    void shouldTellTheModulesOwnWords() {
        answer = outcome(PacketType.CREATED, Outcome.failure("no such port: 99"));

        assertThatExceptionOfType(ModuleFailedException.class)
                .isThrownBy(() -> calls.create("{}", LONG))
                .withMessage("no such port: 99")
                .satisfies(e -> assertThat(e.isNotInstantiated()).isFalse());
    }

    @Test
    void shouldTellAModuleThatThereIsNotFromOneThatFailed() {
        answer = outcome(
                PacketType.CREATED, new Outcome(false, Outcome.NOT_INSTANTIATED, "there is no class com.acme.Valve"));

        assertThatExceptionOfType(ModuleFailedException.class)
                .isThrownBy(() -> calls.create("{}", LONG))
                .satisfies(e -> assertThat(e.isNotInstantiated()).isTrue());
    }

    @Test
    void shouldRefuseTheAnswerToAnotherCall() {
        answer = outcome(PacketType.STARTED, Outcome.SUCCESS);

        assertThatExceptionOfType(HostLostException.class)
                .isThrownBy(() -> calls.create("{}", LONG))
                .withMessage("the host broke the protocol: expected CREATED, not STARTED");
    }

    @Test
    void shouldTellWithWhatTheHostRefusedTheCall() {
        answer = reply -> {
            throw new ProtocolException(ErrorCode.INTERNAL, "the receiver failed");
        };

        assertThatExceptionOfType(HostLostException.class)
                .isThrownBy(() -> calls.create("{}", LONG))
                .withMessage("the host broke the protocol: the receiver failed");
    }

    @Test
    void shouldLeaveNoDeadlineBehind() throws Exception {
        timer.setRemoveOnCancelPolicy(true);

        answer = outcome(PacketType.CREATED, Outcome.SUCCESS);
        calls.create("{}", LONG);

        assertThat(timer.getQueue()).isEmpty();
        assertThat(relay.isAborted()).isFalse();
    }

    @Test
    void shouldHaveNoMoreToSayOfAHostThatWasGivenUp() {
        assertThat(calls.hostGone()).hasMessage("the host was given up");
    }
}

package dev.bulkhead.host;

import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.Hello;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.packet.Welcome;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.zmq.RequestChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says hello until the gateway welcomes the host. */
final class Greeting {
    private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);
    private static final long PAUSE_NANOS = 500_000_000L;
    private static final long SILENCE_WORTH_SAYING = 5_000_000_000L;

    private final Hello hello;
    private boolean saidThatNobodyAnswers;

    Greeting(Hello hello) {
        this.hello = hello;
    }

    /**
     * Says hello, again and again while the gateway is not there or not ready.
     *
     * @param channel to the gateway
     * @param aborted asked often whether to give up
     * @return the welcome; null if given up
     * @throws ProtocolException if the gateway refuses this host for good
     */
    @Nullable
    Welcome welcome(RequestChannel channel, BooleanSupplier aborted) throws ProtocolException {
        PacketWriter request = new PacketWriter();
        hello.write(request);
        String lastRefusal = "";
        while (true) {
            byte[] reply = channel.call(request.toBuffer(), orTellOfSilence(aborted));
            if (reply == null) {
                return null;
            }
            PacketReader packet = new PacketReader(reply);
            if (packet.next() == PacketType.WELCOME) {
                Welcome welcome = Welcome.read(packet);
                Protocol.requireSpoken(welcome);
                return welcome;
            }
            lastRefusal = logOnce(refusal(reply), lastRefusal);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** A gateway that turns a key away says nothing, as one does that is not there: whoever waits must think of both. */
    private BooleanSupplier orTellOfSilence(BooleanSupplier aborted) {
        long begun = System.nanoTime();
        return () -> {
            if (!saidThatNobodyAnswers && System.nanoTime() - begun > SILENCE_WORTH_SAYING) {
                saidThatNobodyAnswers = true;
                LOG.info(
                        "no answer yet; is the gateway there, can it be reached, and has each side the other's public key?");
            }
            return aborted.getAsBoolean();
        };
    }

    private static String logOnce(ProtocolException refusal, String last) {
        String text = String.valueOf(refusal.getMessage());
        if (!text.equals(last)) {
            LOG.info("the gateway does not take this host yet: {}", text);
        }
        return text;
    }

    /** {@return a refusal that may pass} */
    private static ProtocolException refusal(byte[] reply) throws ProtocolException {
        ProtocolException refusal = Errors.read(new PacketReader(reply).expect(PacketType.ERROR));
        ErrorCode code = refusal.code();
        if (code == ErrorCode.TAKEN || code == ErrorCode.UNKNOWN_SESSION || code == ErrorCode.BAD_STATE) {
            return refusal;
        }
        throw refusal;
    }
}

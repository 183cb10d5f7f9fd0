package dev.bulkhead.wire.session;

import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Hello;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.packet.Welcome;
import java.time.Duration;

/** The version of the protocol, and how two sides agree on one. */
public final class Protocol {
    public static final int MAJOR = 1;
    public static final int MINOR = 3;
    /** The minor version that brought links inside a host. */
    public static final int MINOR_WITH_LINKS = 1;
    /** The minor version that brought modules that can be suspended, saved and restored, and conditions. */
    public static final int MINOR_WITH_ROLES = 2;
    /** The minor version that brought confirmed publishes, causes of failures, and marks on messages. */
    public static final int MINOR_WITH_CONFIRMATIONS = 3;
    /** By how many bytes a message to a host may be larger than others, because of marks that were added to it on its way. */
    public static final int MARKS = 1024;
    /** Room in a request for what goes with the largest message: headers, and a hello's texts. */
    public static final int OVERHEAD = 64 * 1024;
    /** The bytes of messages after which a request is sent even though more messages wait. */
    public static final int BATCH = 1024 * 1024;

    /** The most that the limit of a message may be, in bytes of its frame. */
    public static final int LARGEST_MESSAGE = 256 * 1024 * 1024;

    private static final int PATIENCE_SHARE = 20;

    private Protocol() {}

    /** {@return how long a request may wait for its answer, so that a socket's thread is never away for long} */
    public static Duration patience(Duration heartbeatLimit) {
        return Duration.ofMillis(Math.max(1, heartbeatLimit.toMillis() / PATIENCE_SHARE));
    }

    /**
     * {@return the minor version that both sides speak}
     *
     * @throws ProtocolException VERSION_MISMATCH if the majors differ, with both versions and the remedy
     */
    public static int negotiate(Hello hello) throws ProtocolException {
        if (hello.major() != MAJOR) {
            String remedy = hello.major() > MAJOR ? "update the gateway" : "update the host";
            throw new ProtocolException(
                    ErrorCode.VERSION_MISMATCH,
                    "the host (" + hello.software() + ") speaks protocol " + hello.major() + "." + hello.minor()
                            + ", this gateway speaks " + MAJOR + "." + MINOR + "; the majors must be the same: "
                            + remedy);
        }
        return Math.min(MINOR, hello.minor());
    }

    /**
     * Looks at what a gateway welcomed this host with.
     *
     * @throws ProtocolException VERSION_MISMATCH if this host does not speak that, with both versions and the remedy
     */
    public static void requireSpoken(Welcome welcome) throws ProtocolException {
        if (welcome.major() != MAJOR || welcome.minor() > MINOR) {
            boolean older = welcome.major() < MAJOR;
            throw new ProtocolException(
                    ErrorCode.VERSION_MISMATCH,
                    "the gateway wants to speak protocol " + welcome.major() + "." + welcome.minor()
                            + ", this host speaks " + MAJOR + "." + MINOR + ": update the "
                            + (older ? "gateway" : "host"));
        }
    }

    /** {@return the largest ZeroMQ message there is, when the largest message has {@code maxMessage} bytes} */
    public static long maxRequest(int maxMessage) {
        return (long) maxMessage + BATCH + OVERHEAD;
    }
}

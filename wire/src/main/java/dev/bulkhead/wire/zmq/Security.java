package dev.bulkhead.wire.zmq;

import java.util.Optional;
import org.zeromq.ZMQ;

/** How one side and its peer know each other, and whether others can read what they say. */
public final class Security {
    /** They do not, and others can: fit for the loopback interface, where tokens and epochs do the rest. */
    public static final Security PLAIN = new Security(Optional.empty());

    /** The keys of this side, and the public one of the only peer that there may be. */
    private record Curve(CurveKeys own, String peer) {}

    private final Optional<Curve> curve;

    private Security(Optional<Curve> curve) {
        this.curve = curve;
    }

    /**
     * {@return CURVE: everything is encrypted, and both sides prove who they are}
     *
     * @param own the keys of this side
     * @param peer the public key of the only peer that there may be
     */
    public static Security curve(CurveKeys own, String peer) {
        return new Security(Optional.of(new Curve(own, peer)));
    }

    /** {@return whether nothing is encrypted and no key asked for} */
    boolean isPlain() {
        return curve.isEmpty();
    }

    /** {@return what the doorkeeper calls the door of such a server} */
    String door() {
        return curve.map(Curve::peer).orElse(Doorkeeper.OPEN_DOOR);
    }

    /** Prepares a socket that will listen. */
    void serve(ZMQ.Socket socket) {
        curve.ifPresent(keys -> {
            setKeys(socket, keys.own());
            boolean unused = socket.setCurveServer(true);
        });
        // A domain makes JeroMQ refuse ZMTP 1 and 2 as well, which know neither security nor limits.
        boolean unused = socket.setZapDomain(door());
    }

    /** Prepares a socket that will connect. */
    void connect(ZMQ.Socket socket) {
        curve.ifPresent(keys -> {
            setKeys(socket, keys.own());
            boolean unused = socket.setCurveServerKey(ZMQ.Curve.z85Decode(keys.peer()));
        });
    }

    private static void setKeys(ZMQ.Socket socket, CurveKeys own) {
        boolean unused = socket.setCurvePublicKey(ZMQ.Curve.z85Decode(own.publicKey()))
                && socket.setCurveSecretKey(ZMQ.Curve.z85Decode(own.secretKey()));
    }
}

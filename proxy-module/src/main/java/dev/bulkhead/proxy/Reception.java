package dev.bulkhead.proxy;

import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.ForeignText;
import dev.bulkhead.wire.packet.Hello;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.packet.Welcome;
import dev.bulkhead.wire.relay.Relay;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.session.SessionState;
import dev.bulkhead.wire.zmq.Refusals;
import dev.bulkhead.wire.zmq.ReplyServer;
import dev.bulkhead.wire.zmq.Urls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers whoever connects to a proxy: looks at the token of a hello, opens the one session there can be, and hands the requests
 * of that session to its relay. What others send is refused and disturbs nothing. On the server's thread.
 */
final class Reception implements ReplyServer.Handler {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Makes the relay of a session. */
    interface Opener {
        Relay open(Hello hello, long epoch);
    }

    private final String module;
    private final String token;
    private final ProxySettings settings;
    private final Refusals refusals;
    private final Opener opener;
    private final CompletableFuture<Relay> attached = new CompletableFuture<>();
    private @Nullable Hello present;
    private @Nullable Welcome welcome;
    private volatile @Nullable Relay relay;

    Reception(String module, String token, ProxySettings settings, Refusals refusals, Opener opener) {
        this.module = module;
        this.token = token;
        this.settings = settings;
        this.refusals = refusals;
        this.opener = opener;
    }

    /** {@return completes when a host has been welcomed; fails if the host we wait for cannot be} */
    CompletableFuture<Relay> attached() {
        return attached;
    }

    @Override
    public boolean knows(long epoch) {
        Relay open = relay;
        return open != null && open.isOf(epoch);
    }

    @Override
    public byte[] reply(ByteBuffer request) {
        try {
            PacketReader reader = new PacketReader(request);
            if (!reader.hasNext()) {
                throw new ProtocolException(ErrorCode.BAD_PACKET, "the request is empty");
            }
            if (reader.next() == PacketType.HELLO) {
                return greet(Hello.read(reader));
            }
            Relay open = relay;
            if (open == null) {
                throw new ProtocolException(ErrorCode.UNKNOWN_SESSION, "there is no session; say hello");
            }
            return open.reply(request);
        } catch (ProtocolException e) {
            refusals.request(String.valueOf(e.getMessage()));
            return Errors.encode(e);
        }
    }

    private byte[] greet(Hello hello) throws ProtocolException {
        requireToken(hello);
        int minor = negotiate(hello);
        requireUrl(hello.url());
        Relay open = relay;
        if (open == null) {
            welcome = open(hello, minor);
        } else if (!hello.equals(present) || open.state() != SessionState.ATTACHED) {
            throw new ProtocolException(ErrorCode.TAKEN, "the module " + module + " has a host already");
        }
        PacketWriter reply = new PacketWriter();
        if (welcome != null) {
            // The same again for a host that has not got the first one.
            welcome.write(reply);
        }
        return reply.toBytes();
    }

    private void requireToken(Hello hello) throws ProtocolException {
        boolean known = MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), hello.token().getBytes(StandardCharsets.UTF_8));
        if (!known || !hello.module().equals(module)) {
            throw new ProtocolException(ErrorCode.BAD_TOKEN, "the token is not the one of the module asked for");
        }
    }

    /** A host does not send the gateway elsewhere: beyond this machine only the operator says where a host is. */
    private void requireUrl(String url) throws ProtocolException {
        if (!Urls.isRemote(url)) {
            throw new ProtocolException(
                    ErrorCode.BAD_PACKET,
                    "\"" + ForeignText.line(url)
                            + "\" is no URL that a host can listen on, such as tcp://127.0.0.1:40001");
        }
        if (settings.remote().isEmpty() && !Urls.isLoopback(url)) {
            throw new ProtocolException(
                    ErrorCode.BAD_PACKET,
                    "the host listens on \"" + ForeignText.line(url)
                            + "\", beyond loopback; only \"remote\" in gateway.json can say so");
        }
    }

    private int negotiate(Hello hello) throws ProtocolException {
        try {
            return Protocol.negotiate(hello);
        } catch (ProtocolException e) {
            attached.completeExceptionally(new HostFailedException(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private Welcome open(Hello hello, int minor) {
        long epoch = RANDOM.nextLong();
        Relay opened = opener.open(hello, epoch);
        present = hello;
        relay = opened;
        attached.complete(opened);
        return new Welcome(
                epoch,
                Protocol.MAJOR,
                minor,
                (int) settings.heartbeat().toMillis(),
                (int) Math.min(Integer.MAX_VALUE, settings.heartbeatLimit().toMillis()),
                settings.maxMessage());
    }
}

package dev.bulkhead.systemtests;

import dev.bulkhead.wire.packet.Hello;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.zmq.CurveKeys;
import dev.bulkhead.wire.zmq.Endpoints;
import dev.bulkhead.wire.zmq.RequestChannel;
import dev.bulkhead.wire.zmq.Security;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What somebody who means no good may send to the ports of a gateway, some thousand times a second. */
enum Attack {
    WRONG_TOKEN {
        @Override
        void run(Target target, BooleanSupplier over) {
            askAgainAndAgain(target, Security.PLAIN, hello(target, "guessed"), over);
        }
    },
    NO_TOKEN {
        @Override
        void run(Target target, BooleanSupplier over) {
            askAgainAndAgain(target, Security.PLAIN, hello(target, ""), over);
        }
    },
    REPLAYED_HELLO {
        @Override
        void run(Target target, BooleanSupplier over) {
            askAgainAndAgain(target, Security.PLAIN, hello(target, target.token()), over);
        }
    },
    REPLAYED_REQUEST {
        @Override
        void run(Target target, BooleanSupplier over) {
            PacketWriter request = new PacketWriter();
            request.begin(PacketType.REQUEST).u64(0x0102030405060708L).u64(1).end();
            askAgainAndAgain(target, Security.PLAIN, request, over);
        }
    },
    ANOTHER_KEY {
        @Override
        void run(Target target, BooleanSupplier over) {
            Security security = Security.curve(CurveKeys.generate(), target.gatewayKey());
            askAgainAndAgain(target, security, hello(target, target.token()), over);
        }
    },
    ANOTHER_KEY_OF_THE_GATEWAY {
        @Override
        void run(Target target, BooleanSupplier over) {
            Security security =
                    Security.curve(CurveKeys.generate(), CurveKeys.generate().publicKey());
            askAgainAndAgain(target, security, hello(target, target.token()), over);
        }
    },
    HALF_OPEN_CONNECTIONS {
        @Override
        void run(Target target, BooleanSupplier over) throws IOException {
            flood(target, "", over);
        }
    },
    CONNECTIONS_THAT_GREET_AND_WAIT {
        @Override
        void run(Target target, BooleanSupplier over) throws IOException {
            flood(target, GREETING_AND_READY, over);
        }
    },
    ANNOUNCED_GIANTS {
        @Override
        void run(Target target, BooleanSupplier over) throws IOException {
            // A frame of 16 MiB, and of it as much as JeroMQ would wait for.
            flood(target, GREETING_AND_READY + "02 0000000001000000" + "00".repeat(100), over);
        }
    },
    RANDOM_BYTES {
        @Override
        void run(Target target, BooleanSupplier over) throws IOException {
            noise(target, "", over);
        }
    },
    RANDOM_BYTES_BEHIND_A_GREETING {
        @Override
        void run(Target target, BooleanSupplier over) throws IOException {
            noise(target, GREETING_AND_READY, over);
        }
    };

    /**
     * A port of the gateway.
     *
     * @param url where it is
     * @param module whose host is awaited there
     * @param token its host's token
     * @param gatewayKey the gateway's public key
     */
    record Target(String url, String module, String token, String gatewayKey) {}

    /** ZMTP 3.0 without security, as a REQ. */
    private static final String GREETING_AND_READY =
            "ff00000000000000017f 03 00 4e554c4c00000000000000000000000000000000 00" + "00".repeat(31)
                    + "04 19 05 5245414459 0b 536f636b65742d54797065 00000003 524551";
    /** As many files as a process can have without asking. */
    private static final int MOST_OPEN = 400;

    /** The attackers live on the same two processor cores as what they attack. */
    private static final long PAUSE_NANOS = 200_000;

    private static final Random RANDOM = new Random(42);

    /** Attacks until it is over. */
    abstract void run(Target target, BooleanSupplier over) throws IOException;

    private static PacketWriter hello(Target target, String token) {
        PacketWriter request = new PacketWriter();
        new Hello(1, 0, token, target.module(), "tcp://127.0.0.1:1", 1, "attacker 1.0").write(request);
        return request;
    }

    private static void askAgainAndAgain(Target target, Security security, PacketWriter request, BooleanSupplier over) {
        ByteBuffer bytes = request.toBuffer();
        try (Endpoints endpoints = new Endpoints(1000);
                RequestChannel channel = endpoints.connect(target.url(), Duration.ofSeconds(1), security)) {
            while (!over.getAsBoolean()) {
                byte[] unused = channel.call(bytes, over);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Holds as many connections as it can get. */
    private static void flood(Target target, String hex, BooleanSupplier over) throws IOException {
        Deque<Closeable> held = new ArrayDeque<>();
        try {
            while (!over.getAsBoolean()) {
                held.add(connect(target, bytes(hex)));
                if (held.size() > MOST_OPEN) {
                    held.remove().close();
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } finally {
            for (Closeable connection : held) {
                connection.close();
            }
        }
    }

    private static void noise(Target target, String hex, BooleanSupplier over) throws IOException {
        byte[] beginning = bytes(hex);
        while (!over.getAsBoolean()) {
            byte[] noise = new byte[beginning.length + RANDOM.nextInt(5000)];
            RANDOM.nextBytes(noise);
            System.arraycopy(beginning, 0, noise, 0, beginning.length);
            connect(target, noise).close();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** Connects and sends, as far as the gateway lets one. */
    private static Socket connect(Target target, byte[] bytes) throws IOException {
        URI uri = URI.create(target.url());
        Socket connection = new Socket();
        try {
            connection.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 5000);
            connection.getOutputStream().write(bytes);
        } catch (IOException e) {
            // It was turned away, which is what it deserves.
            connection.close();
        }
        return connection;
    }
}

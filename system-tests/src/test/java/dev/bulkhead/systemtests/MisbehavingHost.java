package dev.bulkhead.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.api.Message;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.Hello;
import dev.bulkhead.wire.packet.Outcome;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.packet.Welcome;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.zmq.Endpoints;
import dev.bulkhead.wire.zmq.ReplyServer;
import dev.bulkhead.wire.zmq.RequestChannel;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;

/** A host that is not as it should be, in one way at a time. A process of its own, as a user's own host would be. */
final class MisbehavingHost {

    /** What it does. */
    enum Misbehaviour {
        EXITS_AT_ONCE,
        PRINTS_JUNK,
        NEVER_SAYS_HELLO,
        SENDS_RANDOM_BYTES,
        SPEAKS_ANOTHER_MAJOR,
        SPEAKS_AN_OLDER_MAJOR,
        HAS_A_WRONG_TOKEN,
        IS_THERE_FOR_ANOTHER_MODULE,
        LISTENS_NOWHERE,
        LEAVES_AFTER_HELLO,
        ANSWERS_GARBAGE,
        ANSWERS_AN_UNKNOWN_TYPE,
        ANSWERS_ANOTHER_SESSION,
        SAYS_HELLO_WITHIN_THE_SESSION,
        CANNOT_CREATE,
        EXITS_IN_START,
        FALLS_SILENT,
        SENDS_AN_UNKNOWN_TYPE,
        SENDS_A_TRUNCATED_PACKET,
        SENDS_A_BROKEN_FRAME,
        SENDS_TOO_LARGE_A_FRAME,
        SKIPS_A_NUMBER
    }

    private static final Random RANDOM = new Random(42);

    private final Misbehaviour misbehaviour;
    private final String remote;
    private final String module;
    private final BufferedReader pipe;
    private final String token;
    private final Endpoints endpoints = new Endpoints(64 << 20);
    private final RequestChannel channel;
    private long epoch;

    private MisbehavingHost(Misbehaviour misbehaviour, JsonNode config) throws IOException {
        this.misbehaviour = misbehaviour;
        remote = config.path("remote").asText();
        module = config.path("module").path("name").asText();
        pipe = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        token = pipe.readLine();
        channel = endpoints.connect(remote);
    }

    /** Writes an executable that starts such a host. {@return its path} */
    static Path executable(Path folder, Misbehaviour misbehaviour) throws IOException {
        String classPath = System.getProperty("bulkhead.lib") + "/*" + File.pathSeparator
                + Path.of("target", "test-classes").toAbsolutePath();
        return script(
                folder,
                misbehaviour.name().toLowerCase(java.util.Locale.ROOT),
                "exec '%s/bin/java' -Xmx256m -XX:TieredStopAtLevel=1 -cp '%s' %s %s \"$1\""
                        .formatted(
                                System.getProperty("java.home"),
                                classPath,
                                MisbehavingHost.class.getName(),
                                misbehaviour));
    }

    /** Writes an executable shell script. {@return its path} */
    static Path script(Path folder, String name, String line) throws IOException {
        Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Misbehaves until its gateway ends it, or is gone. */
    public static void main(String[] args) throws Exception {
        JsonNode config = new ObjectMapper().readTree(new File(args[1]));
        MisbehavingHost host = new MisbehavingHost(Misbehaviour.valueOf(args[0]), config);
        host.misbehave();
        while (host.pipe.read() >= 0) {
            // Nothing is expected; the end matters.
        }
        Runtime.getRuntime().halt(0);
    }

    private void misbehave() throws Exception {
        switch (misbehaviour) {
            case EXITS_AT_ONCE -> {
                System.out.println("cannot find the flux capacitor");
                Runtime.getRuntime().halt(3);
            }
            case PRINTS_JUNK -> System.out.write(random(50_000));
            case NEVER_SAYS_HELLO -> {}
            case SENDS_RANDOM_BYTES -> sendRandomBytes();
            case SPEAKS_ANOTHER_MAJOR -> print(ask(hello(Protocol.MAJOR + 1, token, module, "tcp://127.0.0.1:1")));
            case SPEAKS_AN_OLDER_MAJOR -> print(ask(hello(Protocol.MAJOR - 1, token, module, "tcp://127.0.0.1:1")));
            case HAS_A_WRONG_TOKEN -> print(ask(hello(Protocol.MAJOR, "guessed", module, "tcp://127.0.0.1:1")));
            case IS_THERE_FOR_ANOTHER_MODULE ->
                print(ask(hello(Protocol.MAJOR, token, "somebody", "tcp://127.0.0.1:1")));
            case LISTENS_NOWHERE -> print(ask(hello(Protocol.MAJOR, token, module, "tcp://127.0.0.1:99999")));
            default -> runSession();
        }
    }

    private void sendRandomBytes() throws IOException {
        URI gateway = URI.create(remote);
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write(random(10_000));
            } catch (IOException e) {
                // The gateway may hang up on such a peer at any time.
                System.out.println("hung up");
            }
        }
        for (int length = 0; length < 200; length++) {
            byte[] request = random(length);
            print(channel.call(ByteBuffer.wrap(request, 0, length), () -> false));
        }
    }

    private void runSession() throws Exception {
        ReplyServer server = endpoints.listen("tcp://127.0.0.1:*", "server", this::reply);
        PacketReader welcome =
                new PacketReader(ask(hello(Protocol.MAJOR, token, module, server.url()))).expect(PacketType.WELCOME);
        epoch = Welcome.read(welcome).epoch();
    }

    private static Hello hello(int major, String withToken, String forModule, String url) {
        return new Hello(
                major, 0, withToken, forModule, url, ProcessHandle.current().pid(), "misbehaving host");
    }

    private byte[] ask(Hello hello) {
        PacketWriter request = new PacketWriter();
        hello.write(request);
        return ask(request);
    }

    private byte[] ask(PacketWriter request) {
        return channel.call(request.toBuffer(), () -> false);
    }

    private static void print(byte[] reply) {
        try {
            System.out.println("refused: "
                    + Errors.read(new PacketReader(reply).expect(PacketType.ERROR))
                            .code());
        } catch (ProtocolException e) {
            System.out.println("not an error: " + e.getMessage());
        }
    }

    /** Answers the gateway, on the server's thread. */
    private byte[] reply(ByteBuffer request) {
        try {
            PacketReader reader = new PacketReader(request).expect(PacketType.REQUEST);
            long requestEpoch = reader.u64();
            PacketWriter reply = new PacketWriter();
            reply.begin(PacketType.REPLY).u64(requestEpoch).u64(reader.u64()).end();
            PacketType type = reader.next();
            return type == PacketType.CREATE ? answerCreate(reply) : answerOther(type, reply);
        } catch (ProtocolException e) {
            return Errors.encode(e);
        }
    }

    private byte[] answerCreate(PacketWriter reply) {
        switch (misbehaviour) {
            case LEAVES_AFTER_HELLO -> Runtime.getRuntime().halt(4);
            case SAYS_HELLO_WITHIN_THE_SESSION -> {
                PacketWriter request = request(1);
                hello(Protocol.MAJOR, token, module, "tcp://127.0.0.1:1").write(request);
                print(ask(request));
                Outcome.SUCCESS.write(PacketType.CREATED, reply);
            }
            case ANSWERS_GARBAGE -> {
                return random(100);
            }
            case ANSWERS_AN_UNKNOWN_TYPE -> reply.u8(0x7f).u8(0).u32(0);
            case ANSWERS_ANOTHER_SESSION -> {
                PacketWriter other = new PacketWriter();
                other.begin(PacketType.REPLY).u64(epoch + 1).u64(1).end();
                Outcome.SUCCESS.write(PacketType.CREATED, other);
                return other.toBytes();
            }
            case CANNOT_CREATE ->
                Outcome.failure("there is no license for “Wärmepumpe” on this machine")
                        .write(PacketType.CREATED, reply);
            default -> Outcome.SUCCESS.write(PacketType.CREATED, reply);
        }
        return reply.toBytes();
    }

    private byte[] answerOther(PacketType type, PacketWriter reply) {
        switch (type) {
            case START -> {
                if (misbehaviour == Misbehaviour.EXITS_IN_START) {
                    Runtime.getRuntime().halt(5);
                }
                Outcome.SUCCESS.write(PacketType.STARTED, reply);
                new Thread(this::misbehaveWhenStarted).start();
            }
            case DESTROY -> Outcome.SUCCESS.write(PacketType.DESTROYED, reply);
            default -> reply.begin(PacketType.ACCEPTED).u32(1).u64(0).end();
        }
        return reply.toBytes();
    }

    private void misbehaveWhenStarted() {
        switch (misbehaviour) {
            case SENDS_AN_UNKNOWN_TYPE -> print(ask(request(1).u8(0x7f).u8(0).u32(0)));
            case SENDS_A_TRUNCATED_PACKET ->
                print(ask(request(1).u8(PacketType.MESSAGE.code()).u8(0).u32(1000)));
            case SENDS_A_BROKEN_FRAME -> {
                PacketWriter request = request(1);
                request.begin(PacketType.MESSAGE)
                        .u32(0xa1600000)
                        .u32(14)
                        .u32(0)
                        .u32(0)
                        .end();
                print(ask(request));
            }
            case SENDS_TOO_LARGE_A_FRAME -> {
                PacketWriter request = request(1);
                request.message(Message.builder().content(new byte[16 << 20]).build());
                print(ask(request));
            }
            case SKIPS_A_NUMBER -> print(ask(request(7)));
            default -> {}
        }
    }

    private PacketWriter request(long number) {
        PacketWriter request = new PacketWriter();
        request.begin(PacketType.REQUEST).u64(epoch).u64(number).end();
        return request;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}

package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.load.Job;
import dev.bulkhead.benchmarks.load.Load;
import dev.bulkhead.benchmarks.load.Outlet;
import dev.bulkhead.benchmarks.load.Parcel;
import dev.bulkhead.benchmarks.load.Tally;
import dev.bulkhead.wire.message.FrameEncoder;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * The limit: the bytes of Bulkhead's frames over a bare stream. At full rate they are written from buffers made beforehand, and
 * read and counted by somebody who decodes nothing.
 */
final class TcpRival implements Rival {
    private static final int READ_AT_ONCE = 256 << 10;

    private final Ports ports;
    private final Job job;
    private final int frameSize;

    TcpRival(Ports ports, Job job) {
        this.ports = ports;
        this.job = job;
        frameSize = FrameEncoder.encode(new Load(job.size()).parcel(0).message()).length;
    }

    @Override
    public void sink(Tally tally) throws IOException {
        accept(socket -> receive(socket.getInputStream(), tally));
    }

    @Override
    public void echo() throws IOException {
        accept(socket -> {
            byte[] buffer = new byte[READ_AT_ONCE];
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        });
    }

    private void accept(Threads.Work<Socket> work) throws IOException {
        ServerSocket server = new ServerSocket(ports.there(), 1, InetAddress.getLoopbackAddress());
        Threads.start(() -> {
            try (server;
                    Socket socket = server.accept()) {
                socket.setTcpNoDelay(true);
                work.run(socket);
            }
        });
    }

    private void receive(InputStream in, Tally tally) throws IOException {
        if (job.paced()) {
            receiveFrames(new DataInputStream(in), tally);
        } else {
            receiveBytes(in, tally);
        }
    }

    private void receiveBytes(InputStream in, Tally tally) throws IOException {
        byte[] buffer = new byte[READ_AT_ONCE];
        long bytes = 0;
        long counted = 0;
        for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
            bytes += read;
            tally.add(bytes / frameSize - counted);
            counted = bytes / frameSize;
        }
    }

    /** Takes the frames apart, but only as far as the time that they bear needs it. */
    private void receiveFrames(DataInputStream in, Tally tally) throws IOException {
        byte[] frame = new byte[frameSize];
        Load load = new Load(job.size());
        for (long sequence = 0; true; sequence++) {
            in.readFully(frame);
            Parcel expected = load.parcel(sequence);
            tally.received(
                    expected.kind(), expected.unit(), ByteBuffer.wrap(frame, frameSize - job.size(), job.size()));
        }
    }

    @Override
    public Outlet source() throws IOException {
        return new Stream(connect());
    }

    @Override
    public Outlet driver(Tally tally) throws IOException {
        Socket socket = connect();
        Threads.start(() -> receive(socket.getInputStream(), tally));
        return new Stream(socket);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.there());
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Writes one frame, or all of the load in one go. */
    private static final class Stream implements Outlet {
        private final Socket socket;
        private byte[] all = {};

        Stream(Socket socket) {
            this.socket = socket;
        }

        @Override
        public boolean publish(Parcel parcel) throws IOException {
            socket.getOutputStream().write(FrameEncoder.encode(parcel.message()));
            return true;
        }

        @Override
        public int publish(Load load, long sequence) throws IOException {
            if (all.length == 0) {
                all = frames(load);
            }
            socket.getOutputStream().write(all);
            return load.count();
        }

        private static byte[] frames(Load load) {
            ByteBuffer frames = ByteBuffer.allocate(
                    load.count() * FrameEncoder.encode(load.parcel(0).message()).length);
            for (int i = 0; i < load.count(); i++) {
                frames.put(FrameEncoder.encode(load.parcel(i).message()));
            }
            return frames.array();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

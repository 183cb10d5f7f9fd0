package dev.bulkhead.benchmarks.process;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Hands protocol buffers to gRPC, with what lets that avoid copies. */
final class ProtoMarshaller implements MethodDescriptor.Marshaller<ProtoParcel> {
    @Override
    public InputStream stream(ProtoParcel parcel) {
        try {
            return new Bytes(parcel.encode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ProtoParcel parse(InputStream stream) {
        try {
            return ProtoParcel.decode(stream.readNBytes(stream.available()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Bytes extends ByteArrayInputStream implements KnownLength, Drainable {
        Bytes(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int drainTo(OutputStream target) throws IOException {
            int size = available();
            target.write(buf, pos, size);
            pos = count;
            return size;
        }
    }
}

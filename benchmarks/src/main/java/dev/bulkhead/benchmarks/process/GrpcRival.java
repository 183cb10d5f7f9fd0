package dev.bulkhead.benchmarks.process;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.bulkhead.benchmarks.load.Outlet;
import dev.bulkhead.benchmarks.load.Parcel;
import dev.bulkhead.benchmarks.load.Tally;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** One bidirectional stream of gRPC: the far end is the server. */
final class GrpcRival implements Rival {
    static final int WINDOW = 1 << 20;

    private static final MethodDescriptor<ProtoParcel, ProtoParcel> MOVE =
            MethodDescriptor.<ProtoParcel, ProtoParcel>newBuilder()
                    .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                    .setFullMethodName("bench.Mover/Move")
                    .setRequestMarshaller(new ProtoMarshaller())
                    .setResponseMarshaller(new ProtoMarshaller())
                    .build();

    private final Ports ports;

    GrpcRival(Ports ports) {
        this.ports = ports;
    }

    @Override
    public void sink(Tally tally) throws IOException {
        serve(responses -> new Counting(tally));
    }

    @Override
    public void echo() throws IOException {
        serve(responses -> new GrpcEcho((ServerCallStreamObserver<ProtoParcel>) responses));
    }

    private void serve(ServerCalls.BidiStreamingMethod<ProtoParcel, ProtoParcel> method) throws IOException {
        var unused = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.there()))
                .directExecutor()
                .flowControlWindow(WINDOW)
                .addService(ServerServiceDefinition.builder("bench.Mover")
                        .addMethod(MOVE, ServerCalls.asyncBidiStreamingCall(method))
                        .build())
                .build()
                .start();
    }

    @Override
    public Outlet source() {
        return open(new Ignoring());
    }

    @Override
    public Outlet driver(Tally tally) {
        return open(new Counting(tally));
    }

    private Outlet open(StreamObserver<ProtoParcel> responses) {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", ports.there())
                .usePlaintext()
                .directExecutor()
                .flowControlWindow(WINDOW)
                .build();
        GrpcGate gate = new GrpcGate(responses);
        var requests = ClientCalls.asyncBidiStreamingCall(
                channel.newCall(MOVE, CallOptions.DEFAULT.withOnReadyThreshold(WINDOW)), gate);
        return new PreparedOutlet<>(GrpcRival::proto, parcel -> {
            gate.awaitReady();
            requests.onNext(parcel);
        });
    }

    private static ProtoParcel proto(Parcel parcel) {
        return new ProtoParcel(
                Map.of(Parcel.KIND, parcel.kind(), Parcel.UNIT, parcel.unit()),
                UnsafeByteOperations.unsafeWrap(parcel.content()));
    }

    private static class Ignoring implements StreamObserver<ProtoParcel> {
        @Override
        public void onNext(ProtoParcel value) {}

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {}
    }

    private static final class Counting extends Ignoring {
        private final Tally tally;

        Counting(Tally tally) {
            this.tally = tally;
        }

        @Override
        public void onNext(ProtoParcel parcel) {
            ByteString content = parcel.content();
            tally.received(
                    parcel.properties().getOrDefault(Parcel.KIND, ""),
                    parcel.properties().getOrDefault(Parcel.UNIT, ""),
                    content.asReadOnlyByteBuffer());
        }
    }
}

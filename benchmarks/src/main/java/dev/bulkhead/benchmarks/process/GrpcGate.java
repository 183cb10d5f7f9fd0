package dev.bulkhead.benchmarks.process;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/** Lets the publishing thread wait while gRPC has enough to send, as its flow control asks for. */
final class GrpcGate implements ClientResponseObserver<ProtoParcel, ProtoParcel> {
    private final StreamObserver<ProtoParcel> responses;
    private @Nullable ClientCallStreamObserver<ProtoParcel> requests;

    GrpcGate(StreamObserver<ProtoParcel> responses) {
        this.responses = responses;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<ProtoParcel> stream) {
        requests = stream;
        stream.setOnReadyHandler(() -> {
            synchronized (this) {
                notifyAll();
            }
        });
    }

    void awaitReady() throws InterruptedException {
        ClientCallStreamObserver<ProtoParcel> stream = requests;
        if (stream == null || stream.isReady()) {
            return;
        }
        synchronized (this) {
            while (!stream.isReady()) {
                wait();
            }
        }
    }

    @Override
    public void onNext(ProtoParcel parcel) {
        responses.onNext(parcel);
    }

    @Override
    public void onError(Throwable error) {
        responses.onError(error);
    }

    @Override
    public void onCompleted() {
        responses.onCompleted();
    }
}

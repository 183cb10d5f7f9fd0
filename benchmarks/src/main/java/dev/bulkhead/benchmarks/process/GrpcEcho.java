package dev.bulkhead.benchmarks.process;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Sends back what comes, and asks for the next message only when gRPC can take one. Called by one thread. */
final class GrpcEcho implements StreamObserver<ProtoParcel> {
    private final ServerCallStreamObserver<ProtoParcel> responses;
    private boolean waiting;

    GrpcEcho(ServerCallStreamObserver<ProtoParcel> responses) {
        this.responses = responses;
        responses.disableAutoRequest();
        responses.setOnReadyThreshold(GrpcRival.WINDOW);
        responses.setOnReadyHandler(this::ready);
        responses.request(1);
    }

    private void ready() {
        if (waiting) {
            waiting = false;
            responses.request(1);
        }
    }

    @Override
    public void onNext(ProtoParcel parcel) {
        responses.onNext(parcel);
        waiting = !responses.isReady();
        if (!waiting) {
            responses.request(1);
        }
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onCompleted() {
        responses.onCompleted();
    }
}

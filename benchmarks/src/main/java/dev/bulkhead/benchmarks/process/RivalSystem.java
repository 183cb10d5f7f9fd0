package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.load.Job;
import java.util.Optional;

/** The systems that move messages between processes. */
public enum RivalSystem {
    MOSQUITTO_0(Names.MOSQUITTO_0),
    MOSQUITTO_1(Names.MOSQUITTO_1),
    NATS(Names.NATS),
    GRPC(Names.GRPC),
    REQ_REP(Names.REQ_REP),
    PUSH_PULL(Names.PUSH_PULL),
    TCP(Names.TCP);

    private final String label;

    RivalSystem(String label) {
        this.label = label;
    }

    /** {@return its name in tables} */
    public String label() {
        return label;
    }

    Rival open(Ports ports, Job job) throws Exception {
        return switch (this) {
            case MOSQUITTO_0 -> new MqttRival(ports, 0);
            case MOSQUITTO_1 -> new MqttRival(ports, 1);
            case NATS -> new NatsRival(ports);
            case GRPC -> new GrpcRival(ports);
            case REQ_REP -> new ReqRepRival(ports);
            case PUSH_PULL -> new PushPullRival(ports);
            case TCP -> new TcpRival(ports, job);
        };
    }

    /** {@return the server that stands between both ends, if there is one} */
    Optional<ServerProgram> server() {
        return switch (this) {
            case MOSQUITTO_0, MOSQUITTO_1 -> Optional.of(ServerProgram.MOSQUITTO);
            case NATS -> Optional.of(ServerProgram.NATS);
            case GRPC, REQ_REP, PUSH_PULL, TCP -> Optional.empty();
        };
    }
}

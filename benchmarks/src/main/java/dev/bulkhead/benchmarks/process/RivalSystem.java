package dev.bulkhead.benchmarks.process;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.load.Job;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The systems that move messages between processes. */
public enum RivalSystem {
    MOSQUITTO_0(Names.MOSQUITTO_0),
    MOSQUITTO_1(Names.MOSQUITTO_1),
    NATS(Names.NATS),
    GRPC(Names.GRPC),
    REQ_REP(Names.REQ_REP),
    PUSH_PULL(Names.PUSH_PULL),
    TCP(Names.TCP),
    JETSTREAM_ALWAYS(Names.JETSTREAM_ALWAYS),
    JETSTREAM_1S(Names.JETSTREAM_1S),
    JETSTREAM_DEFAULT(Names.JETSTREAM_DEFAULT),
    MOSQUITTO_1S(Names.MOSQUITTO_1S),
    MOSQUITTO_DEFAULT(Names.MOSQUITTO_DEFAULT);

    /** Those that keep nothing on disk. */
    public static final Set<RivalSystem> IN_MEMORY = Collections.unmodifiableSet(EnumSet.range(MOSQUITTO_0, TCP));

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
            case MOSQUITTO_0 -> MqttRival.connect(ports, MqttQos.AT_MOST_ONCE);
            case MOSQUITTO_1 -> MqttRival.connect(ports, MqttQos.AT_LEAST_ONCE);
            case NATS -> new NatsRival(ports);
            case GRPC -> new GrpcRival(ports);
            case REQ_REP -> new ReqRepRival(ports);
            case PUSH_PULL -> new PushPullRival(ports);
            case TCP -> new TcpRival(ports, job);
            case JETSTREAM_ALWAYS, JETSTREAM_1S, JETSTREAM_DEFAULT -> new JetStreamRival(ports, job.inFlight());
            case MOSQUITTO_1S, MOSQUITTO_DEFAULT -> MqttRival.connectDurably(ports, job.inFlight());
        };
    }

    /** {@return the server that stands between both ends, if there is one} */
    Optional<Server> server() {
        return switch (this) {
            case MOSQUITTO_0, MOSQUITTO_1 -> Optional.of(Server.MOSQUITTO);
            case NATS -> Optional.of(Server.NATS);
            case GRPC, REQ_REP, PUSH_PULL, TCP -> Optional.empty();
            case JETSTREAM_ALWAYS -> Optional.of(Server.JETSTREAM_ALWAYS);
            case JETSTREAM_1S -> Optional.of(Server.JETSTREAM_1S);
            case JETSTREAM_DEFAULT -> Optional.of(Server.JETSTREAM_DEFAULT);
            case MOSQUITTO_1S -> Optional.of(Server.MOSQUITTO_1S);
            case MOSQUITTO_DEFAULT -> Optional.of(Server.MOSQUITTO_DEFAULT);
        };
    }
}

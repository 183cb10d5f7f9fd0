package dev.bulkhead.benchmarks.process;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.bulkhead.benchmarks.load.Outlet;
import dev.bulkhead.benchmarks.load.Parcel;
import dev.bulkhead.benchmarks.load.Tally;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** MQTT 5 through Mosquitto, with the asynchronous HiveMQ client: properties are user properties. */
final class MqttRival implements Rival {
    private static final String THERE = "there";
    private static final String BACK = "back";
    /** The client has no limit of its own on what it has not yet sent. */
    private static final int UNSENT = 8192;

    private static final int PATIENCE_SECONDS = 10;

    private final MqttQos qos;
    private final Mqtt5AsyncClient client;
    private final AtomicLong unsent = new AtomicLong();

    private final int inFlight;

    private MqttRival(Ports ports, MqttQos qos, int inFlight) {
        this.qos = qos;
        this.inFlight = inFlight;
        client = Mqtt5Client.builder()
                .serverHost("127.0.0.1")
                .serverPort(ports.there())
                .buildAsync();
    }

    /** {@return a client of a server that keeps nothing} */
    static MqttRival connect(Ports ports, MqttQos qos) throws Exception {
        MqttRival rival = new MqttRival(ports, qos, 0);
        var unused = rival.client.connect().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return rival;
    }

    /** {@return a client with QoS 1 whose session the server keeps, and who has so many messages under way that are not confirmed} */
    static MqttRival connectDurably(Ports ports, int inFlight) throws Exception {
        MqttRival rival = new MqttRival(ports, MqttQos.AT_LEAST_ONCE, inFlight);
        var unused = rival.client
                .connectWith()
                .cleanStart(false)
                .noSessionExpiry()
                .send()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return rival;
    }

    @Override
    public void sink(Tally tally) throws Exception {
        subscribe(THERE, message -> count(message, tally));
    }

    private void subscribe(String topic, Consumer<Mqtt5Publish> receiver) throws Exception {
        client.publishes(MqttGlobalPublishFilter.ALL, receiver);
        var unused = client.subscribeWith().topicFilter(topic).qos(qos).send().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void count(Mqtt5Publish message, Tally tally) {
        String kind = "";
        String unit = "";
        for (Mqtt5UserProperty property : message.getUserProperties().asList()) {
            if (property.getName().toString().equals(Parcel.KIND)) {
                kind = property.getValue().toString();
            } else {
                unit = property.getValue().toString();
            }
        }
        tally.received(kind, unit, message.getPayload().orElseGet(() -> ByteBuffer.allocate(0)));
    }

    @Override
    public void echo() throws Exception {
        subscribe(THERE, message -> {
            var unused = client.publish(Mqtt5Publish.builder()
                    .topic(BACK)
                    .qos(qos)
                    .userProperties(message.getUserProperties())
                    .payload(message.getPayload().orElseGet(() -> ByteBuffer.allocate(0)))
                    .build());
        });
    }

    @Override
    public Outlet source() {
        return inFlight == 0
                ? new PreparedOutlet<>(this::message, this::publish)
                : new ConfirmedOutlet(inFlight, parcel -> client.publish(message(parcel)));
    }

    private Mqtt5Publish message(Parcel parcel) {
        Mqtt5UserProperties properties = Mqtt5UserProperties.builder()
                .add(Parcel.KIND, parcel.kind())
                .add(Parcel.UNIT, parcel.unit())
                .build();
        return Mqtt5Publish.builder()
                .topic(THERE)
                .qos(qos)
                .userProperties(properties)
                .payload(parcel.content())
                .build();
    }

    private void publish(Mqtt5Publish message) {
        Room.await(unsent::get, UNSENT);
        unsent.incrementAndGet();
        var unused = client.publish(message).whenComplete((result, error) -> unsent.decrementAndGet());
    }

    @Override
    public Outlet driver(Tally tally) throws Exception {
        subscribe(BACK, message -> count(message, tally));
        return source();
    }
}

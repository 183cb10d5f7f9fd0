package dev.bulkhead.systemtests.chaos.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.systemtests.chaos.account.Counts;
import dev.bulkhead.systemtests.chaos.module.NumberedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A gateway that runs, its hosts, and what is around them. For one thread. */
public final class World implements AutoCloseable {
    private static final int MORE_CAPACITY = 32;

    private final Settings settings;
    private final Layout layout;
    private final Journals journals;
    private final @Nullable SmallDisk disk;
    private final @Nullable Network network;
    private final @Nullable Clock clock;
    private final ExternalHosts externals;
    private final Map<String, String> activations = new HashMap<>();
    /** What the ledgers of gateways that are no more had, as far as it is known. */
    private final Map<String, Counts> past = new HashMap<>();

    private Gateway gateway;
    private int gatewaysLost;
    private int capacities;
    private boolean closed;

    private World(Settings settings, Collection<Equipment> equipment) throws IOException, InterruptedException {
        this.settings = settings;
        Path folder = settings.folder();
        layout = new Layout(settings.places(), settings.kinds());
        journals = new Journals(folder);
        journals.make(layout.lanes());
        disk = equipment.contains(Equipment.DISK)
                ? SmallDisk.open(folder.resolve("disk.image"), folder.resolve("data"))
                : null;
        clock = equipment.contains(Equipment.CLOCK) ? Clock.make(folder) : null;
        network = settings.places().contains(Place.REMOTE) ? Network.open() : null;
        externals = new ExternalHosts(settings.launcher(), folder, network);
    }

    /** Starts everything, with what faults need. */
    public static World open(Settings settings, Collection<Equipment> equipment)
            throws IOException, InterruptedException {
        if (settings.places().contains(Place.CONTAINER)) {
            Containers.prepare(settings.launcher());
        }
        World world = new World(settings, equipment);
        world.writeConfiguration();
        world.startGateway();
        return world;
    }

    private void writeConfiguration() throws IOException {
        Path classes = Path.of(NumberedSource.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Layout.Surroundings around =
                new Layout.Surroundings(classes, journals, this::activation, settings.perSecond(), capacities);
        Files.writeString(settings.folder().resolve("gateway.json"), layout.json(around));
    }

    private String activation(Place place, String module) {
        String known = activations.get(module);
        if (known == null) {
            known = newActivation(place, module);
            activations.put(module, known);
        }
        return known;
    }

    private String newActivation(Place place, String module) {
        String folder = settings.folder().toString();
        String fork = "{ \"type\": \"fork\", " + Place.LIMITS + " }";
        return "\"activation\": "
                + switch (place) {
                    case IN_PROCESS -> "\"in-process\"";
                    case FORK -> fork;
                    case SHARED -> fork + ", \"host\": \"house\"";
                    case NONE, REMOTE -> externals.prepare(place, module);
                    case SERVICE ->
                        // One user for all lives, so that a later one may write where an earlier one did.
                        "{ \"type\": \"service\", \"user\": \"root\", \"properties\": [\"ReadWritePaths=" + folder
                                + "\"], " + Place.LIMITS + " }";
                    case CONTAINER -> Containers.activation(settings.folder());
                };
    }

    public Layout layout() {
        return layout;
    }

    public Journals journals() {
        return journals;
    }

    public SmallDisk disk() {
        return Optional.ofNullable(disk).orElseThrow();
    }

    public Network network() {
        return Optional.ofNullable(network).orElseThrow();
    }

    public Clock clock() {
        return Optional.ofNullable(clock).orElseThrow();
    }

    /** {@return the gateway's data folder} */
    public Path data() {
        return settings.folder().resolve("data");
    }

    /** {@return how many gateways have died or ended so far} */
    public int gatewaysLost() {
        return gatewaysLost;
    }

    public long gatewayPid() {
        return gateway.pid();
    }

    public boolean isGatewayAlive() {
        return gateway.isAlive();
    }

    public void startGateway() throws IOException {
        Map<String, String> environment = clock == null ? Map.of() : clock.environment();
        gateway = Gateway.start(settings.launcher(), settings.folder(), environment);
    }

    /** Kills the gateway, whose ledger is read just before that. */
    public void killGateway() throws IOException, InterruptedException {
        keepLedgers();
        gateway.kill();
    }

    /** Stops the gateway in order. {@return the exit status} */
    public int stopGateway() throws IOException, InterruptedException {
        keepLedgers();
        return gateway.stop();
    }

    /** The gateway is gone without our doing, and its ledger with it. */
    public void noteLostGateway() {
        gatewaysLost++;
    }

    private void keepLedgers() throws IOException, InterruptedException {
        gatewaysLost++;
        Map<String, Counts> last = Gateway.ledgers(gateway.status());
        for (Lane lane : layout.lanes()) {
            if (!lane.kind().isDurable()) {
                past.merge(lane.name(), last.get(lane.name()), Counts::plus);
            }
        }
    }

    /** {@return the ledgers of this gateway, by the lanes' names} */
    public Map<String, Counts> ledgers() throws IOException, InterruptedException {
        return Gateway.ledgers(gateway.status());
    }

    /** {@return how much of its log the store of this gateway said that it had to cut} */
    public long bytesCut() throws IOException, InterruptedException {
        return gateway.status().path("store").path("tornBytes").asLong();
    }

    /** {@return what is known of a link since the beginning, over all gateways} */
    public Counts sinceTheBeginning(Lane lane, Counts now) {
        return now.plus(past.getOrDefault(lane.name(), Counts.NONE));
    }

    /** {@return the modules that are not activated, each with what its status says} */
    public List<String> notActivated() throws IOException, InterruptedException {
        List<String> not = new ArrayList<>();
        for (JsonNode module : gateway.status().path("modules")) {
            if (!module.path("state").asText().equals("activated")
                    || !module.path("resumed").asBoolean(true)) {
                not.add(module.path("name").asText() + " is "
                        + module.path("state").asText() + " "
                        + module.path("reason").asText() + " "
                        + module.path("error").asText());
            }
        }
        return not;
    }

    /** {@return the process that a module runs in} */
    public long pidOf(String module) throws IOException, InterruptedException {
        for (JsonNode each : gateway.status().path("modules")) {
            if (each.path("name").asText().equals(module)) {
                return each.path("pid").asLong();
            }
        }
        throw new IOException("there is no module " + module);
    }

    /** Kills the host of a module. */
    public void killHost(String module) throws IOException, InterruptedException {
        if (externals.has(module)) {
            externals.kill(module);
        } else {
            Shell.signal("KILL", List.of(pidOf(module)));
        }
    }

    /** Starts the hosts that nobody else starts and that do not run. {@return those that had ended by themselves} */
    public List<String> startExternalHosts() throws IOException {
        return externals.start();
    }

    /** Asks the gateway to do something with a module. */
    public void ask(String method, String module) throws IOException, InterruptedException {
        gateway.call(method, "{ \"callsign\": \"" + module + "\" }");
    }

    /** Changes the capacity of all links while the gateway runs. */
    public void changeLinks() throws IOException, InterruptedException {
        capacities = MORE_CAPACITY - capacities;
        writeConfiguration();
        String file = settings.folder().resolve("gateway.json").toString();
        gateway.call("apply", "{ \"file\": \"" + file + "\", \"timeout\": 30000 }");
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        Shell.finish(gateway::kill);
        Shell.finish(externals::killAll);
        if (network != null) {
            network.close();
        }
        if (disk != null) {
            disk.close();
        }
    }
}

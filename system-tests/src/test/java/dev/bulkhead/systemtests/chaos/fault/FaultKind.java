package dev.bulkhead.systemtests.chaos.fault;

import dev.bulkhead.systemtests.chaos.world.Equipment;
import dev.bulkhead.systemtests.chaos.world.World;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The kinds of faults: one row each. */
@SuppressWarnings("ImmutableEnumChecker") // its fields are set once, and nobody else sees them
public enum FaultKind {
    KILL_HOST("kill-host", "kill -9 of a host", ProcessFaults::killHost, Equipment.HOSTS),
    KILL_GATEWAY("kill-gateway", "kill -9 of the gateway, and a new one", ProcessFaults::killGateway),
    RESTART_GATEWAY("restart-gateway", "the gateway is stopped in order, and started", ProcessFaults::restartGateway),
    FREEZE_HOST("freeze-host", "SIGSTOP of a host, and SIGCONT", ProcessFaults::freezeHost, Equipment.HOSTS),
    FREEZE_GATEWAY("freeze-gateway", "SIGSTOP of the gateway, and SIGCONT", ProcessFaults::freezeGateway),
    DEACTIVATE("deactivate", "a module is deactivated and activated", OperatorFaults::deactivate),
    SUSPEND("suspend", "a sink is suspended and resumed", OperatorFaults::suspend),
    APPLY("apply", "all links are changed while messages flow", OperatorFaults::apply),
    DISK_FULL("disk-full", "the disk of the data folder is full", DiskFaults::full, Equipment.DISK),
    DISK_READ_ONLY("disk-read-only", "the disk refuses writes", DiskFaults::readOnly, Equipment.DISK),
    CORRUPT_WAL(
            "corrupt-wal",
            "the end of links.db-wal is damaged while the gateway is down",
            DiskFaults::damageLog,
            Equipment.STORE),
    CORRUPT_DB(
            "corrupt-db",
            "the end of links.db is damaged while the gateway is down",
            DiskFaults::damageDatabase,
            Equipment.STORE),
    NETWORK_CUT("network-cut", "the cable to remote hosts is cut", NetworkFaults::cut, Equipment.NETWORK),
    NETWORK_DELAY("network-delay", "the network to remote hosts is slow", NetworkFaults::delay, Equipment.NETWORK),
    CLOCK("clock", "the gateway's wall clock jumps", OperatorFaults::clock, Equipment.CLOCK);

    private final String label;
    private final String what;
    private final Strike strike;
    private final Set<Equipment> needs;

    FaultKind(String label, String what, Strike strike, Equipment... needs) {
        this.label = label;
        this.what = what;
        this.strike = strike;
        Set<Equipment> all = EnumSet.noneOf(Equipment.class);
        Collections.addAll(all, needs);
        this.needs = Collections.unmodifiableSet(all);
    }

    /** Does the harm and, where somebody has to, undoes it. */
    interface Strike {
        /** {@return whom it hit, and for how long} */
        String at(World world, Random random) throws Exception;
    }

    /** {@return all of them, as text} */
    public static List<String> labels() {
        return Arrays.stream(values()).map(FaultKind::label).toList();
    }

    public String label() {
        return label;
    }

    public String what() {
        return what;
    }

    public Set<Equipment> needs() {
        return needs;
    }

    /** {@return whether nothing dies by it, so that nothing may be lost on its way} */
    public boolean isOrderly() {
        return this == DEACTIVATE || this == SUSPEND || this == APPLY || this == CLOCK;
    }

    /** {@return whether it damages what the disk has} */
    public boolean damagesStore() {
        return this == CORRUPT_WAL || this == CORRUPT_DB;
    }

    /** Does the harm and, where somebody has to, undoes it. {@return whom it hit, and for how long} */
    public String strike(World world, Random random) throws Exception {
        return strike.at(world, random);
    }
}

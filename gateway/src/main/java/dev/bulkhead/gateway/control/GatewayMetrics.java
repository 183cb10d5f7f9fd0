package dev.bulkhead.gateway.control;

import static dev.bulkhead.gateway.control.metrics.Sample.counter;
import static dev.bulkhead.gateway.control.metrics.Sample.gauge;

import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkStatus;
import dev.bulkhead.gateway.control.metrics.Sample;
import dev.bulkhead.gateway.control.metrics.Scrapes;
import dev.bulkhead.gateway.control.rpc.Observers;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.ModuleStatus;
import dev.bulkhead.gateway.store.StoreStatus;
import dev.bulkhead.store.StoreCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A gateway in numbers. What makes text of them is loaded when somebody asks for the first time, and takes no memory before. */
final class GatewayMetrics {
    private final Supplier<GatewayStatus> status;
    private final IntSupplier connections;
    private final Observers observers;
    private @Nullable Scrapes scrapes;

    GatewayMetrics(Supplier<GatewayStatus> status, IntSupplier connections, Observers observers) {
        this.status = status;
        this.connections = connections;
        this.observers = observers;
    }

    /** {@return the numbers of this moment} */
    String scrape() {
        GatewayStatus now = status.get();
        List<Sample> samples = new ArrayList<>();
        gateway(now, samples);
        hosts(now, samples);
        now.modules().forEach(module -> module(module, now.links(), samples));
        now.links().forEach(link -> link(link, samples));
        removed(now.removed(), samples);
        return scrapes().of(samples);
    }

    private synchronized Scrapes scrapes() {
        if (scrapes == null) {
            scrapes = new Scrapes();
        }
        return scrapes;
    }

    private void gateway(GatewayStatus now, List<Sample> samples) {
        samples.add(gauge("bulkhead.info", "The gateway", 1, "name", now.name(), "version", now.version()));
        samples.add(gauge(
                "bulkhead.uptime.seconds",
                "For how long the gateway runs",
                Duration.between(now.started(), Instant.now()).toMillis() / 1e3));
        process("bulkhead.gateway", "the gateway's process", now.pid(), samples);
        now.store().ifPresent(store -> store(store, samples));
        jvm(samples);
        samples.add(
                gauge("bulkhead.control.connections", "Connections to the control endpoint", connections.getAsInt()));
        samples.add(gauge("bulkhead.control.registrations", "Registrations for events", observers.registered()));
        samples.add(counter(
                "bulkhead.control.cut.off",
                "Connections that were cut because they did not read what they had asked for",
                observers.cutOff()));
    }

    private static void store(StoreStatus store, List<Sample> samples) {
        StoreCounts counts = store.counts();
        samples.add(gauge(
                "bulkhead.store.ok",
                "1 while durable links can be written",
                store.state().ok() ? 1 : 0));
        samples.add(gauge("bulkhead.store.file.bytes", "How large the file of durable links is", counts.fileBytes()));
        samples.add(counter("bulkhead.store.written.bytes", "Written to it in this run", counts.bytesWritten()));
        samples.add(counter("bulkhead.store.messages", "Messages written", counts.messages()));
        samples.add(counter("bulkhead.store.commits", "Transactions", counts.commits()));
        samples.add(counter("bulkhead.store.syncs", "How often the disk was asked to confirm", counts.syncs()));
        samples.add(gauge(
                "bulkhead.store.dead.letters",
                "Dead letters kept",
                counts.deadLetters().count()));
    }

    /** Not by way of the JVM's management, which takes some MiB. */
    private static void jvm(List<Sample> samples) {
        Runtime jvm = Runtime.getRuntime();
        samples.add(gauge(
                "bulkhead.gateway.heap.used.bytes",
                "What is in the gateway's heap, garbage included",
                jvm.totalMemory() - jvm.freeMemory()));
        samples.add(gauge("bulkhead.gateway.heap.max.bytes", "How large the gateway's heap may be", jvm.maxMemory()));
        samples.add(gauge("bulkhead.gateway.threads", "Threads of the gateway", Threads.count()));
    }

    /** A host has one process, however many modules share it; a module in the gateway has no host. */
    private static void hosts(GatewayStatus now, List<Sample> samples) {
        Map<Long, String> hosts = new LinkedHashMap<>();
        for (ModuleStatus module : now.modules()) {
            if (module.here() && module.pid().isPresent() && module.pid().getAsLong() != now.pid()) {
                hosts.putIfAbsent(module.pid().getAsLong(), module.host() == null ? module.name() : module.host());
            }
        }
        hosts.forEach((pid, host) -> process("bulkhead.host", "the host's process", pid, samples, "host", host));
    }

    private static void process(String name, String whose, long pid, List<Sample> samples, String... labels) {
        ProcessMemory.residentBytes(pid)
                .ifPresent(bytes ->
                        samples.add(gauge(name + ".memory.bytes", "Resident memory of " + whose, bytes, labels)));
        ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .ifPresent(time -> samples.add(
                        counter(name + ".cpu.seconds", "Processor time of " + whose, time.toMillis() / 1e3, labels)));
    }

    private static void module(ModuleStatus module, List<LinkStatus> links, List<Sample> samples) {
        String name = module.name();
        for (ModuleState state : ModuleState.values()) {
            samples.add(gauge(
                    "bulkhead.module.state",
                    "1 for the state that the module is in",
                    state == module.state() ? 1 : 0,
                    "module",
                    name,
                    "state",
                    state.label()));
        }
        samples.add(gauge(
                "bulkhead.module.suspended",
                "1 if the module is suspended",
                Boolean.FALSE.equals(module.resumed()) ? 1 : 0,
                "module",
                name));
        samples.add(gauge(
                "bulkhead.module.busy.seconds",
                "For how long its thread has been at work without a pause",
                module.busyFor().toMillis() / 1e3,
                "module",
                name));
        samples.add(gauge(
                "bulkhead.module.inbox.messages",
                "Messages that wait for the module",
                links.stream()
                        .filter(link -> link.spec().sink().equals(name))
                        .mapToLong(link -> link.ledger().queued())
                        .sum(),
                "module",
                name));
        moduleCounters(module, samples);
    }

    private static void moduleCounters(ModuleStatus module, List<Sample> samples) {
        String name = module.name();
        samples.add(counter(
                "bulkhead.module.batches",
                "Batches of messages that it took; where its host is too old to say, those that went to the host",
                module.work().batches(),
                "module",
                name));
        samples.add(counter(
                "bulkhead.module.batch.seconds",
                "How long they took: receive and endOfBatch; where its host is too old to say, the way there and back",
                module.work().nanos() / 1e9,
                "module",
                name));
        samples.add(counter("bulkhead.module.restarts", "How often it came back", module.restarts(), "module", name));
        samples.add(
                counter("bulkhead.module.unrouted", "Messages that no link took", module.unrouted(), "module", name));
        samples.add(counter(
                "bulkhead.module.refused",
                "Messages that were too large, or came when the module was not running",
                module.refused(),
                "module",
                name));
        turnedAway(name, "requests", module.turnedAway().requests(), samples);
        turnedAway(name, "connections", module.turnedAway().connections(), samples);
    }

    private static void turnedAway(String module, String kind, long count, List<Sample> samples) {
        samples.add(counter(
                "bulkhead.module.turned.away",
                "Strangers at the door for its host",
                count,
                "module",
                module,
                "kind",
                kind));
    }

    private static void link(LinkStatus link, List<Sample> samples) {
        LedgerSnapshot ledger = link.ledger();
        String[] labels = {
            "source",
            link.source(),
            "sink",
            link.spec().sink(),
            "match",
            match(link.spec().match())
        };
        samples.add(counter("bulkhead.link.published", "Published, and fit to match", ledger.published(), labels));
        samples.add(counter("bulkhead.link.delivered", "The sink's receive returned", ledger.delivered(), labels));
        samples.add(gauge("bulkhead.link.queued.messages", "Wait in the link's queue", ledger.queued(), labels));
        samples.add(gauge(
                "bulkhead.link.in.flight.messages", "With the sink, and not yet returned", ledger.inFlight(), labels));
        if (link.spec().durable().isPresent()) {
            samples.add(counter("bulkhead.link.dead.lettered", "Kept as dead letters", ledger.deadLettered(), labels));
            samples.add(counter("bulkhead.link.expired", "Waited for longer than maxAge", ledger.expired(), labels));
        }
        ledger.dropped()
                .forEach((reason, count) -> samples.add(counter(
                        "bulkhead.link.dropped",
                        "Lost, by reason",
                        count,
                        "source",
                        link.source(),
                        "sink",
                        link.spec().sink(),
                        "match",
                        match(link.spec().match()),
                        "reason",
                        reason.label())));
    }

    private static void removed(LedgerSnapshot ledger, List<Sample> samples) {
        samples.add(
                counter("bulkhead.removed.links.published", "Of links that are gone: published", ledger.published()));
        samples.add(
                counter("bulkhead.removed.links.delivered", "Of links that are gone: delivered", ledger.delivered()));
        new TreeMap<>(ledger.dropped())
                .forEach((reason, count) -> samples.add(counter(
                        "bulkhead.removed.links.dropped",
                        "Of links that are gone: lost, by reason",
                        count,
                        "reason",
                        reason.label())));
    }

    private static String match(Map<String, String> match) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(match)
                .forEach((key, glob) -> text.append(text.isEmpty() ? "" : ",")
                        .append(key)
                        .append('=')
                        .append(glob));
        return text.toString();
    }
}

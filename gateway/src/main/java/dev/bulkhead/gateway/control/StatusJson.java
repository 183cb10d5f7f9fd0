package dev.bulkhead.gateway.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkStatus;
import dev.bulkhead.gateway.lifecycle.ModuleStatus;
import dev.bulkhead.gateway.store.StoreStatus;
import dev.bulkhead.store.StoreCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/** Writes a status as JSON; {@code docs/status.md} describes every key. */
public final class StatusJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StatusJson() {}

    /** {@return the status as a JSON object} */
    public static ObjectNode of(GatewayStatus status) {
        ObjectNode json = MAPPER.createObjectNode();
        ObjectNode gateway = json.putObject("gateway")
                .put("name", status.name())
                .put("version", status.version())
                .put("pid", status.pid());
        if (status.control() != null) {
            gateway.put(
                    "control",
                    status.control().getHostString() + ":" + status.control().getPort());
        }
        gateway.put("started", status.started().toString())
                .put(
                        "uptimeSeconds",
                        Duration.between(status.started(), Instant.now()).toSeconds());
        write(status.removed(), gateway.putObject("removedLinks"));
        ArrayNode modules = json.putArray("modules");
        status.modules().forEach(module -> write(module, modules.addObject()));
        ArrayNode links = json.putArray("links");
        status.links().forEach(link -> write(link, links.addObject()));
        status.store().ifPresent(store -> write(store, json.putObject("store")));
        return json;
    }

    private static void write(StoreStatus store, ObjectNode json) {
        StoreCounts counts = store.counts();
        json.put("state", store.state().ok() ? "ok" : "failed")
                .put("since", store.state().since().toString());
        store.state().failure().ifPresent(failure -> json.put("error", failure));
        json.put("fileBytes", counts.fileBytes()).put("bytesWritten", counts.bytesWritten());
        ObjectNode days = json.putObject("bytesWrittenByDay");
        new TreeMap<>(counts.bytesWrittenByDay()).forEach((day, bytes) -> days.put(day.toString(), bytes));
        json.put("messages", counts.messages())
                .put("commits", counts.commits())
                .put("syncs", counts.syncs())
                .put("meanBatch", Math.round(counts.meanBatch() * 10) / 10.0)
                .put("messagesLost", counts.messagesLost())
                .put("tornBytes", counts.tornBytes())
                .put("repairs", counts.repairs());
        json.putObject("deadLetters")
                .put("kept", counts.deadLetters().count())
                .put("bytes", counts.deadLetters().bytes())
                .put("overTheLimit", counts.deadLetters().purged());
    }

    private static void write(ModuleStatus module, ObjectNode json) {
        json.put("name", module.name())
                .put("state", module.state().label())
                .put("reason", module.reason().label())
                .put("since", module.since().toString())
                .put("startmode", module.startMode().label())
                .put("activation", module.activation());
        writeWhatIsToCome(module, json);
        if (module.type() != null) {
            json.put("type", module.type().name())
                    .put("package", module.type().packageName())
                    .put("version", module.type().version());
        }
        if (module.host() != null) {
            json.put("host", module.host());
        }
        if (module.pid().isPresent()) {
            long pid = module.pid().getAsLong();
            json.put("pid", pid);
            if (module.here()) {
                ProcessMemory.residentBytes(pid).ifPresent(bytes -> json.put("memory", bytes));
            }
        }
        json.put("class", module.className())
                .put("restarts", module.restarts())
                .put("busyMillis", module.busyFor().toMillis())
                .put("unrouted", module.unrouted())
                .put("refused", module.refused());
        json.putObject("turnedAway")
                .put("requests", module.turnedAway().requests())
                .put("connections", module.turnedAway().connections());
        if (module.error() != null) {
            json.put("error", module.error());
        }
        if (module.postMortem() != null) {
            json.put("postMortem", module.postMortem().toString());
        }
    }

    private static void writeWhatIsToCome(ModuleStatus module, ObjectNode json) {
        if (module.resumed() != null) {
            json.put("resumed", module.resumed());
        }
        if (module.waitsFor() != null) {
            json.put("waitsFor", module.waitsFor());
        }
        if (module.restartsAt() != null) {
            json.put("restartsAt", module.restartsAt().toString());
        }
    }

    private static void write(LinkStatus link, ObjectNode json) {
        json.put("source", link.source()).put("sink", link.spec().sink());
        // The maps have another order at every start of the gateway.
        ObjectNode match = json.putObject("match");
        new TreeMap<>(link.spec().match()).forEach(match::put);
        json.put("capacity", link.spec().capacity());
        write(link.ledger(), json);
        json.put("durable", link.spec().durable().isPresent());
    }

    private static void write(LedgerSnapshot ledger, ObjectNode json) {
        json.put("published", ledger.published())
                .put("delivered", ledger.delivered())
                .put("queued", ledger.queued())
                .put("inFlight", ledger.inFlight())
                .put("dropped", ledger.droppedTotal());
        ObjectNode reasons = json.putObject("droppedByReason");
        new TreeMap<>(ledger.dropped()).forEach((reason, count) -> reasons.put(reason.label(), count));
        json.put("deadLettered", ledger.deadLettered()).put("expired", ledger.expired());
    }
}

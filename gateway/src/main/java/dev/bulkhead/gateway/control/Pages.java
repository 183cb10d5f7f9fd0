package dev.bulkhead.gateway.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.gateway.lifecycle.ModuleStatus;
import dev.bulkhead.gateway.log.ModuleLine;
import dev.bulkhead.gateway.log.ModuleLines;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/** What can be read with a GET. */
final class Pages {
    private static final int LINES = 100;
    private static final int MOST_LINES = 1000;

    private final Supplier<GatewayStatus> status;
    private final Health health;
    private final ModuleLines log;
    private final Supplier<String> metrics;

    Pages(Supplier<GatewayStatus> status, Health health, ModuleLines log, Supplier<String> metrics) {
        this.status = status;
        this.health = health;
        this.log = log;
        this.metrics = metrics;
    }

    CompletableFuture<Answer> health() {
        return health.isWell()
                .thenApply(well -> Boolean.TRUE.equals(well)
                        ? Answer.json(HttpStatus.OK_200, "{\"status\":\"ok\"}")
                        : Answer.json(HttpStatus.SERVICE_UNAVAILABLE_503, "{\"status\":\"stuck\"}"));
    }

    /** Without the token it says no more than whether. */
    CompletableFuture<Answer> readiness(boolean trusted) {
        GatewayStatus now = status.get();
        List<ModuleStatus> missing = Readiness.missing(now.modules());
        boolean ready = missing.isEmpty() && now.storeFailure().isEmpty();
        ObjectNode json = object().put("status", ready ? "ok" : "not ready");
        if (trusted) {
            ArrayNode modules = json.putArray("modules");
            missing.forEach(module -> modules.addObject()
                    .put("name", module.name())
                    .put("state", module.state().label())
                    .put("reason", module.reason().label()));
            now.storeFailure().ifPresent(failure -> json.put("store", failure));
        }
        return done(Answer.json(ready ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503, json.toString()));
    }

    CompletableFuture<Answer> status() {
        return done(Answer.json(HttpStatus.OK_200, StatusJson.of(status.get()).toString()));
    }

    CompletableFuture<Answer> metrics() {
        return done(new Answer(HttpStatus.OK_200, "text/plain; version=0.0.4; charset=utf-8", metrics.get()));
    }

    CompletableFuture<Answer> log(String module, Request request) {
        String asked = Request.extractQueryParameters(request).getValue("lines");
        if (asked != null && !asked.matches("[0-9]{1,4}")) {
            return done(
                    Answer.error(HttpStatus.BAD_REQUEST_400, "lines must be a whole number from 0 to " + MOST_LINES));
        }
        List<ModuleLine> lines = log.last(module, asked == null ? LINES : Integer.parseInt(asked));
        if (lines.isEmpty()
                && status.get().modules().stream()
                        .noneMatch(known -> known.name().equals(module))) {
            return done(Answer.error(HttpStatus.NOT_FOUND_404, "there is no module of this name"));
        }
        ObjectNode json = object().put("module", module);
        ArrayNode list = json.putArray("lines");
        lines.forEach(line -> list.addObject()
                .put("time", line.time().toString())
                .put("level", line.level())
                .put("text", line.text()));
        return done(Answer.json(HttpStatus.OK_200, json.toString()));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static CompletableFuture<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}

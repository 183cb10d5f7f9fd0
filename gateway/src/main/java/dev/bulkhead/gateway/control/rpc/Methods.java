package dev.bulkhead.gateway.control.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.bulkhead.gateway.change.PlanText;
import dev.bulkhead.gateway.lifecycle.Canary;
import dev.bulkhead.gateway.lifecycle.ControlError;
import dev.bulkhead.gateway.lifecycle.Controller;
import dev.bulkhead.gateway.lifecycle.ModuleStatus;
import dev.bulkhead.gateway.lifecycle.RefusedException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What there is to call. Names and shapes are those of the system whose clients can steer Bulkhead too. */
public final class Methods {
    private static final int HIBERNATE_MILLIS = 10_000;
    private static final int LONGEST_HIBERNATE_MILLIS = 3_600_000;
    private static final int MOST_LINES = 1000;
    private static final String CALLSIGN = "callsign";

    private interface Method {
        CompletableFuture<JsonNode> call(Params params, @Nullable Events events) throws RpcException, RefusedException;
    }

    private interface Property {
        CompletableFuture<JsonNode> call(Params params, @Nullable String index) throws RpcException, RefusedException;
    }

    /** How long a module may take to come up, unless who asks says otherwise. */
    private static final int APPLY_MILLIS = 30_000;

    private static final int LONGEST_APPLY_MILLIS = 3_600_000;
    private static final int LONGEST_CANARY_MILLIS = 86_400_000;

    private final Controller controller;
    private final Supplier<Inventory> inventory;
    private final IntSupplier observers;
    private final Map<String, Method> methods;
    private final Map<String, Property> properties;

    /**
     * Lists the methods.
     *
     * @param observers how many registrations there are
     */
    public Methods(Controller controller, Supplier<Inventory> inventory, IntSupplier observers) {
        this.controller = controller;
        this.inventory = inventory;
        this.observers = observers;
        DeadLetterMethods letters = new DeadLetterMethods(controller.deadLetters());
        methods = Map.ofEntries(
                lifecycle("activate", Controller::activate),
                lifecycle("deactivate", Controller::deactivate),
                lifecycle("unavailable", Controller::unavailable),
                lifecycle("suspend", Controller::suspend),
                lifecycle("resume", Controller::resume),
                lifecycle("destroy", Controller::destroy),
                Map.entry("hibernate", (params, events) -> hibernate(params)),
                Map.entry("clone", (params, events) -> copy(params)),
                Map.entry("configure", (params, events) -> configure(params)),
                Map.entry("swap", (params, events) -> swap(params)),
                Map.entry("persist", (params, events) -> persist()),
                Map.entry("plan", (params, events) -> plan(params)),
                Map.entry("apply", (params, events) -> apply(params)),
                Map.entry("deadletters", (params, events) -> letters.list(params)),
                Map.entry("deadletter", (params, events) -> letters.show(params)),
                Map.entry("replay", (params, events) -> letters.replay(params)),
                Map.entry("purge", (params, events) -> letters.purge(params)),
                Map.entry("register", Methods::register),
                Map.entry("unregister", Methods::unregister));
        properties = Map.of(
                "status", (params, index) -> done(status(index)),
                "configuration", this::configuration,
                "subsystems", (params, index) -> done(subsystems()));
    }

    private Map.Entry<String, Method> lifecycle(
            String name, BiFunction<Controller, String, CompletableFuture<Void>> operation) {
        return Map.entry(name, (params, unused) -> nothing(operation.apply(controller, params.text(CALLSIGN))));
    }

    /**
     * Begins a call.
     *
     * @param designator what is called, such as {@code Controller.1.activate}
     * @param json the parameters: an object, null or missing
     */
    CompletableFuture<JsonNode> call(String designator, JsonNode json, @Nullable Events events)
            throws RpcException, RefusedException {
        Designator called = Designator.parse(designator);
        if (!json.isObject() && !json.isNull() && !json.isMissingNode()) {
            throw new RpcException(
                    RpcException.BAD_PARAMS,
                    "params is " + Abbreviation.of(json.toString()) + "; expected is an object");
        }
        Params params = new Params(json);
        Method method = methods.get(called.method());
        if (method != null && called.index() == null) {
            return method.call(params, events);
        }
        Property property = properties.get(called.method());
        if (property == null) {
            throw Designator.unknown(designator);
        }
        return property.call(params, called.index());
    }

    private static CompletableFuture<JsonNode> done(JsonNode result) {
        return CompletableFuture.completedFuture(result);
    }

    private static CompletableFuture<JsonNode> nothing(CompletableFuture<Void> operation) {
        return operation.thenApply(unused -> NullNode.getInstance());
    }

    private CompletableFuture<JsonNode> hibernate(Params params) throws RpcException {
        int limit = params.whole("timeout", LONGEST_HIBERNATE_MILLIS).orElse(HIBERNATE_MILLIS);
        return nothing(controller.hibernate(params.text(CALLSIGN), Duration.ofMillis(limit)));
    }

    private CompletableFuture<JsonNode> copy(Params params) throws RpcException {
        String name = params.text("newcallsign");
        return controller.clone(params.text(CALLSIGN), name).thenApply(unused -> TextNode.valueOf(name));
    }

    private CompletableFuture<JsonNode> swap(Params params) throws RpcException {
        int canary = params.whole("canary", LONGEST_CANARY_MILLIS)
                .orElse((int) Canary.DEFAULT.time().toMillis());
        long failures = params.number("failures").orElse(Canary.DEFAULT.failures());
        return controller
                .swap(params.text(CALLSIGN), params.text("package"), new Canary(Duration.ofMillis(canary), failures))
                .thenApply(swapped -> RpcJson.object()
                        .put("pause", swapped.pause().toNanos() / 1e6)
                        .put("state", swapped.carriedState()));
    }

    private CompletableFuture<JsonNode> configure(Params params) throws RpcException, RefusedException {
        controller.configure(
                params.text(CALLSIGN), params.object("configuration").toString());
        return done(NullNode.getInstance());
    }

    private CompletableFuture<JsonNode> persist() throws RefusedException {
        controller.persist();
        return done(NullNode.getInstance());
    }

    private CompletableFuture<JsonNode> plan(Params params) throws RpcException, RefusedException {
        return done(PlanText.json(controller.plan(file(params))));
    }

    private CompletableFuture<JsonNode> apply(Params params) throws RpcException {
        int within = params.whole("timeout", LONGEST_APPLY_MILLIS).orElse(APPLY_MILLIS);
        return nothing(controller.apply(file(params), Duration.ofMillis(within)));
    }

    private static Path file(Params params) throws RpcException {
        String text = params.text("file");
        try {
            Path file = Path.of(text);
            if (file.isAbsolute()) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new RpcException(RpcException.BAD_PARAMS, "params.file is no path: " + e.getReason());
        }
        throw new RpcException(
                RpcException.BAD_PARAMS, "params.file is " + Abbreviation.of(text) + "; expected is an absolute path");
    }

    /** An empty object reads too: there are clients that send one with every request, and they would empty what they ask for. */
    private CompletableFuture<JsonNode> configuration(Params params, @Nullable String index)
            throws RpcException, RefusedException {
        if (index == null || index.isEmpty()) {
            throw new RpcException(RpcException.BAD_PARAMS, "which module's? configuration@NAME says so");
        }
        if (params.isEmpty()) {
            return done(RpcJson.own(controller.configuration(index)));
        }
        controller.configure(index, params.json().toString());
        return done(NullNode.getInstance());
    }

    private JsonNode status(@Nullable String name) throws RefusedException {
        Inventory now = inventory.get();
        List<ModuleStatus> modules = now.modules();
        if (name != null && !name.isEmpty()) {
            modules = modules.stream()
                    .filter(module -> module.name().equals(name))
                    .toList();
            if (modules.isEmpty()) {
                throw new RefusedException(ControlError.UNKNOWN_KEY, "There is no module \"" + name + "\".");
            }
        }
        ArrayNode list = RpcJson.object().arrayNode();
        for (ModuleStatus module : modules) {
            list.add(ModuleView.of(module, now.version(), configuration(module.name()), observers.getAsInt()));
        }
        return list;
    }

    /** {@return a module's arguments; null for one that was taken away in this moment} */
    private JsonNode configuration(String module) {
        try {
            return RpcJson.own(controller.configuration(module));
        } catch (RefusedException e) {
            return NullNode.getInstance();
        }
    }

    private JsonNode subsystems() {
        ArrayNode list = RpcJson.object().arrayNode();
        controller
                .conditions()
                .forEach(
                        (name, holds) -> list.addObject().put("subsystem", name).put("active", holds));
        return list;
    }

    private static CompletableFuture<JsonNode> register(Params params, @Nullable Events events)
            throws RpcException, RefusedException {
        listeners(events)
                .register(
                        params.text("event"),
                        params.text("id"),
                        params.whole("lines", MOST_LINES).orElse(0));
        return done(NullNode.getInstance());
    }

    private static CompletableFuture<JsonNode> unregister(Params params, @Nullable Events events)
            throws RpcException, RefusedException {
        listeners(events).unregister(params.text("event"), params.text("id"));
        return done(NullNode.getInstance());
    }

    private static Events listeners(@Nullable Events events) throws RefusedException {
        if (events == null) {
            throw new RefusedException(ControlError.NOT_SUPPORTED, "Events need a WebSocket.");
        }
        return events;
    }
}

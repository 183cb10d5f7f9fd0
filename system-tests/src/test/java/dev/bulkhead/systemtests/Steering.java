package dev.bulkhead.systemtests;

import dev.bulkhead.gateway.lifecycle.ControlError;
import dev.bulkhead.gateway.lifecycle.Controller;
import dev.bulkhead.gateway.lifecycle.RefusedException;
import dev.bulkhead.gateway.lifecycle.Request;
import dev.bulkhead.testkit.gateway.TestGateway;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a gateway in this process for something, and waits until it is done or refused. */
final class Steering {
    private static final long SECONDS = BulkheadProcess.PATIENCE.toSeconds() * 2;

    private Steering() {}

    static CompletableFuture<Void> begin(TestGateway gateway, String module, Request request) {
        Controller controller = gateway.controller();
        return switch (request) {
            case ACTIVATE -> controller.activate(module);
            case DEACTIVATE -> controller.deactivate(module);
            case UNAVAILABLE -> controller.unavailable(module);
            case SUSPEND -> controller.suspend(module);
            case RESUME -> controller.resume(module);
            case HIBERNATE -> controller.hibernate(module, BulkheadProcess.PATIENCE);
            case DESTROY -> controller.destroy(module);
        };
    }

    /** {@return what was said against it; null if it was done} */
    static @Nullable ControlError ask(TestGateway gateway, String module, Request request) throws Exception {
        RefusedException refused = outcome(begin(gateway, module, request));
        return refused == null ? null : refused.error();
    }

    /** {@return why it was refused; null if it was done} */
    static @Nullable RefusedException outcome(CompletableFuture<Void> asked) throws Exception {
        try {
            asked.get(SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                return refused;
            }
            throw e;
        }
    }
}

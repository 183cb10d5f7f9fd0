package dev.bulkhead.gateway.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.gateway.config.ActivationConfig;
import dev.bulkhead.gateway.config.HostSettings;
import dev.bulkhead.gateway.config.JvmSettings;
import dev.bulkhead.gateway.config.LifecycleSettings;
import dev.bulkhead.gateway.config.LimitSettings;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.gateway.config.RestartSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a module and its processes may take, as configured: numbers only, so that no secret can be among them. */
final class Limits {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private Limits() {}

    /** {@return the limits that there are, by their keys in the configuration} */
    static ObjectNode of(ModuleConfig module) {
        Limits limits = new Limits();
        limits.add(module.lifecycle());
        ActivationConfig activation = module.activation();
        if (activation instanceof ActivationConfig.Fork fork) {
            limits.add(fork.host(), fork.jvm(), fork.limits());
        } else if (activation instanceof ActivationConfig.Container container) {
            limits.add(container.host(), container.jvm(), container.limits());
            limits.json.put("pids", container.pids());
        } else if (activation instanceof ActivationConfig.TransientUnit unit) {
            limits.add(unit.host(), unit.jvm(), unit.limits());
        } else if (activation instanceof ActivationConfig.Service service) {
            limits.add(service.host());
        } else if (activation instanceof ActivationConfig.External external) {
            limits.add(external.host());
        }
        return limits.json;
    }

    private void add(LifecycleSettings lifecycle) {
        RestartSettings restart = lifecycle.restart();
        add("watchdogMillis", lifecycle.watchdog());
        json.put("restart", restart.policy().label()).put("restartLimit", restart.limit());
        add("restartWindowMillis", restart.window());
        add("backOffMillis", restart.backOff());
        add("maxBackOffMillis", restart.maxBackOff());
    }

    private void add(HostSettings host, JvmSettings jvm, LimitSettings limits) {
        add(host);
        jvm.heapBytes().ifPresent(bytes -> json.put("heapBytes", bytes));
        limits.memoryBytes().ifPresent(bytes -> json.put("memoryBytes", bytes));
        limits.cores().ifPresent(cores -> json.put("cores", cores));
    }

    private void add(HostSettings host) {
        add("startTimeoutMillis", host.startTimeout());
        add("heartbeatLimitMillis", host.heartbeatLimit());
        add("graceMillis", host.grace());
    }

    private void add(String key, @Nullable Duration time) {
        if (time != null) {
            json.put(key, time.toMillis());
        }
    }
}

package dev.bulkhead.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.api.Module;
import dev.bulkhead.gateway.EmbeddedConfig.Said;
import dev.bulkhead.gateway.config.ActivationConfig;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.ConfigLoader;
import dev.bulkhead.gateway.config.ConfigProblem;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.host.load.ModuleLoadException;
import dev.bulkhead.host.load.ModuleLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a gateway together from what an application says in code and, if it likes, from a {@code gateway.json}. The keys and their
 * limits are those of {@code gateway.json}, and so are the errors. For one thread, and one gateway.
 */
public final class BulkheadBuilder {
    private final InCode inCode = new InCode();
    private final List<Said> modules = new ArrayList<>();
    private final List<Said> links = new ArrayList<>();
    private final Map<String, JsonNode> settings = new LinkedHashMap<>();
    private Path place = Path.of("gateway.json").toAbsolutePath().normalize();
    private @Nullable String base = EmbeddedConfig.NOTHING;
    private boolean controlled;
    private boolean stopAtExit;
    private @Nullable ObjectNode latest;

    BulkheadBuilder() {}

    /** Takes what a {@code gateway.json} says, and adds to it; its paths are relative to it. */
    public BulkheadBuilder file(Path gatewayJson) {
        place = gatewayJson.toAbsolutePath().normalize();
        base = null;
        return this;
    }

    /** Takes a text as {@link #file} takes a file; its paths are relative to a folder. */
    public BulkheadBuilder json(String text, Path folder) {
        place = folder.resolve("gateway.json").toAbsolutePath().normalize();
        base = text;
        return this;
    }

    /** Names the folder for what the gateway keeps; without it {@code data}, beside the file or in the working folder. */
    public BulkheadBuilder data(Path folder) {
        return gateway("data", folder.toAbsolutePath().toString());
    }

    /** Sets a key of {@code gateway} in {@code gateway.json}; wins over the file. Texts, numbers, booleans, lists and maps are fine. */
    public BulkheadBuilder gateway(String key, Object value) {
        settings.put(key, EmbeddedConfig.json(value));
        return this;
    }

    /** Has the gateway listen for commands, at {@code control.listen} of its settings; it does not unless this is called. */
    public BulkheadBuilder control(boolean on) {
        controlled = on;
        return this;
    }

    /** Has the gateway stopped in order when the process ends; without this nobody does that but {@link Bulkhead#close}. */
    public BulkheadBuilder stopAtExit() {
        stopAtExit = true;
        return this;
    }

    /**
     * Adds a module that is there already. It has one life: it cannot be restarted, or activated again.
     *
     * @throws IllegalArgumentException if it is null, or was added by another name
     */
    public BulkheadBuilder module(String name, Module module) {
        requireThere(name, module, "the module itself");
        return addModule(name, inCode.add(name, module));
    }

    /**
     * Adds a module that is made whenever it is activated; the supplier is called on the module's thread.
     *
     * @throws IllegalArgumentException if it is null
     */
    public BulkheadBuilder module(String name, Supplier<? extends Module> maker) {
        requireThere(name, maker, "a supplier such as a constructor");
        return addModule(name, inCode.add(name, maker));
    }

    private static void requireThere(String name, @Nullable Object given, String wanted) {
        if (given == null) {
            throw new IllegalArgumentException("the module \"" + name + "\" is null; give " + wanted);
        }
    }

    private BulkheadBuilder addModule(String name, String className) {
        ObjectNode module =
                JsonNodeFactory.instance.objectNode().put("name", name).put("class", className);
        return add(modules, "module(\"" + name + "\", …)", module);
    }

    /** Adds a link; {@code *} as source means every other module. */
    public BulkheadBuilder link(String source, String sink) {
        ObjectNode link =
                JsonNodeFactory.instance.objectNode().put("source", source).put("sink", sink);
        return add(links, "link(\"" + source + "\", \"" + sink + "\")", link);
    }

    private BulkheadBuilder add(List<Said> to, String call, ObjectNode json) {
        to.add(new Said(call, json));
        latest = json;
        return this;
    }

    /**
     * Gives the module before this its arguments: texts, numbers, booleans, lists and maps.
     *
     * @throws IllegalArgumentException if one is something else that has no form as JSON
     */
    public BulkheadBuilder args(Map<String, ?> args) {
        ObjectNode module = latest();
        ObjectNode said = module.putObject("args");
        args.forEach((name, value) -> {
            try {
                said.set(name, EmbeddedConfig.json(value));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "the argument \"" + name + "\" of the module \""
                                + module.path("name").asText() + "\", a "
                                + value.getClass().getName()
                                + ", has no form as JSON; give texts, numbers, booleans, lists and maps: "
                                + e.getMessage(),
                        e);
            }
        });
        return this;
    }

    /** Lets the link before this hold so many messages, from 1 to 1048576. */
    public BulkheadBuilder capacity(int messages) {
        return set("capacity", messages);
    }

    /** Lets only messages pass the link before this whose property fits the glob; may be called for several properties. */
    public BulkheadBuilder match(String property, String glob) {
        latest().withObjectProperty("match").put(property, glob);
        return this;
    }

    /** Sets any other key of the module or link before this, as in {@code gateway.json}: {@code set("restart", "on-failure")}. */
    public BulkheadBuilder set(String key, Object value) {
        latest().set(key, EmbeddedConfig.json(value));
        return this;
    }

    private ObjectNode latest() {
        if (latest == null) {
            throw new IllegalStateException("there is no module or link before this call that it could be about");
        }
        return latest;
    }

    /**
     * {@return the gateway, which has its data folder, and whose modules do not run yet}
     *
     * @throws ConfigException with everything that is wrong with the configuration
     * @throws IOException if the data folder or the control address cannot be used, or another gateway uses them
     */
    public Bulkhead build() throws ConfigException, IOException {
        EmbeddedConfig source = new EmbeddedConfig(
                new ConfigLoader(this::problem, System::getenv), place, base, modules, links, settings);
        GatewayConfig config = source.load();
        return new Bulkhead(new Gateway(config, installation(config), source, inCode, controlled), stopAtExit);
    }

    private Optional<String> problem(String className, @Nullable Path path) {
        if (path == null && inCode.stands(className)) {
            return Optional.empty();
        }
        try {
            ModuleLoader.load(className, path).close();
            return Optional.empty();
        } catch (ModuleLoadException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Installation installation(GatewayConfig config) throws ConfigException {
        Optional<Installation> found = Installation.findForApplication();
        if (found.isEmpty()) {
            List<ConfigProblem> homeless = config.modules().stream()
                    .filter(module -> needsHost(module.activation()))
                    .map(BulkheadBuilder::homeless)
                    .toList();
            if (!homeless.isEmpty()) {
                throw new ConfigException(homeless);
            }
        }
        return found.orElseGet(Installation::withoutHost);
    }

    private static boolean needsHost(ActivationConfig activation) {
        return (activation instanceof ActivationConfig.Fork fork && fork.hostPath() == null)
                || (activation instanceof ActivationConfig.TransientUnit unit && unit.hostPath() == null);
    }

    private static ConfigProblem homeless(ModuleConfig module) {
        return new ConfigProblem(
                "module \"" + module.name() + "\"",
                0,
                0,
                "/activation",
                "it needs a host of its own, and there is no module-host.jar; start the application with"
                        + " -Dbulkhead.lib=FOLDER, the folder lib of Bulkhead, or have that folder's jars on the class path");
    }
}

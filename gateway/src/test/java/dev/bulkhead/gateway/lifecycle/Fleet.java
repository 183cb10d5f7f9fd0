package dev.bulkhead.gateway.lifecycle;

import static org.awaitility.Awaitility.await;

import dev.bulkhead.gateway.config.ConfigLoader;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.store.DurableStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All the modules of a gateway, which are {@link Buoy}s in this process. */
final class Fleet implements AutoCloseable {
    final Modules modules;
    final Controller controller;
    private final Path folder;

    /**
     * Prepares a gateway; nothing runs yet.
     *
     * @param modulesAndLinks as {@link #write} takes them
     */
    Fleet(Path folder, String modulesAndLinks) throws Exception {
        this.folder = folder;
        Path file = write("gateway.json", modulesAndLinks);
        ConfigLoader loader = new ConfigLoader((className, path) -> Optional.empty(), Map.<String, String>of()::get);
        GatewayConfig config = loader.load(file);
        Path nowhere = folder.resolve("nowhere");
        modules = new Modules(
                config,
                DurableStore.open(config),
                nowhere,
                nowhere,
                null,
                "bulkhead",
                null,
                loader.inPlaceOf(file),
                ModuleSource.CLASSES,
                name -> List.of());
        controller = modules.controller();
    }

    Fleet started() {
        modules.start();
        return this;
    }

    /** {@return a module; moreKeys begin with a comma} */
    static String buoy(String name, int mark, String moreKeys) {
        return "{ \"name\": \"" + name + "\", \"class\": \"" + Buoy.class.getName() + "\", \"args\": { \"mark\": "
                + mark + " }" + moreKeys + " }";
    }

    static String modules(String... modules) {
        return "\"modules\": [ " + String.join(",\n", modules) + " ]";
    }

    /** {@return a file with a configuration that is the given text, from the modules on} */
    Path write(String name, String modulesAndLinks) throws Exception {
        return Files.writeString(
                folder.resolve(name),
                "{ \"gateway\": { \"control\": { \"listen\": \"127.0.0.1:0\" } },\n" + modulesAndLinks + " }");
    }

    ModuleStatus status(String module) {
        return modules.status().stream()
                .filter(each -> each.name().equals(module))
                .findFirst()
                .orElseThrow();
    }

    void awaitState(String module, ModuleState state) {
        await().atMost(Rig.PATIENCE).until(() -> status(module).state() == state);
    }

    @Override
    public void close() {
        Buoy.HELD_IN_CREATE.clear();
        Buoy.HELD_IN_DESTROY.clear();
        modules.stop();
        modules.close();
    }
}

package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.config.ClassProbe;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.ConfigLoader;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.host.load.ModuleLoadException;
import dev.bulkhead.host.load.ModuleLoader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** Loads the configuration that a command names. */
final class Configuration {
    private Configuration() {}

    /** {@return the configuration to run, with the modules' classes looked at} */
    static GatewayConfig load(Path file) throws ConfigException {
        return load(file, file);
    }

    /** {@return the configuration in a file that is to take the place of another, as {@link #load(Path)}} */
    static GatewayConfig load(Path file, Path place) throws ConfigException {
        return load(file, place, (className, path) -> {
            try {
                ModuleLoader.load(className, path).close();
                return Optional.empty();
            } catch (ModuleLoadException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        });
    }

    /** {@return the configuration of a gateway that runs, whose jars may have changed since} */
    static GatewayConfig loadForControl(Path file) throws ConfigException {
        return load(file, file, (className, path) -> Optional.empty());
    }

    private static GatewayConfig load(Path file, Path place, ClassProbe probe) throws ConfigException {
        return new ConfigLoader(probe, System::getenv).load(file, place);
    }

    static void print(ConfigException e, PrintWriter err) {
        e.problems().forEach(err::println);
        err.println(Screen.count(e.problems().size(), "problem") + "; nothing was started");
    }
}

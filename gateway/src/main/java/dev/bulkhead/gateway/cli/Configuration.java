package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.config.ClassProbe;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.ConfigLoader;
import dev.bulkhead.gateway.config.ConfigSource;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.PackageUse;
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
        return loader().load(file);
    }

    /** {@return what reads configurations as {@link #load} does, to take the place of one that is in force} */
    static ConfigSource source(Path place) {
        return loader().inPlaceOf(place);
    }

    private static ConfigLoader loader() {
        return loader((className, path) -> {
            try {
                ModuleLoader.load(className, path).close();
                return Optional.empty();
            } catch (ModuleLoadException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        });
    }

    /** {@return the data folder of a gateway that runs, whatever else of its file has become wrong since} */
    static Path dataFolder(Path file) throws ConfigException {
        return loader((className, path) -> Optional.empty()).dataFolder(file);
    }

    /** {@return what a file says about packages, whatever else is wrong in it} */
    static PackageUse packages(Path file) throws ConfigException {
        return loader((className, path) -> Optional.empty()).packages(file);
    }

    private static ConfigLoader loader(ClassProbe probe) {
        return new ConfigLoader(probe, System::getenv);
    }

    /** Says why the gateway that a command is about cannot be told. */
    static void printUntold(ConfigException e, Path file, PrintWriter err) {
        e.problems().forEach(err::println);
        err.println("so " + file + " does not tell which gateway is meant; name a file that does with --config");
    }

    static void print(ConfigException e, PrintWriter err) {
        e.problems().forEach(err::println);
        err.println(Screen.count(e.problems().size(), "problem") + "; nothing was started");
    }
}

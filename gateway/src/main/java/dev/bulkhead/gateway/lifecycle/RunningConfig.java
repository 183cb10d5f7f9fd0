package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.change.ConfigFile;
import dev.bulkhead.gateway.change.ConfigText;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.ConfigSource;
import dev.bulkhead.gateway.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The text that the running configuration comes from, and the file that it is written back to. Thread-safe. */
final class RunningConfig {
    /** A configuration and its text. */
    record Written(String text, GatewayConfig config) {}

    private final ConfigSource source;
    private final Path file;
    private final ConfigFile present;
    private Written written;

    /**
     * Begins with the configuration that the gateway was started with.
     *
     * @throws IOException if its file cannot be read any more
     */
    RunningConfig(GatewayConfig config, ConfigSource source) throws IOException {
        this.source = source;
        file = config.file();
        present = ConfigFile.of(file, textOf(file));
        written = new Written(present.text(), config);
    }

    private String textOf(Path loaded) throws IOException {
        try {
            return source.text(loaded);
        } catch (ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** {@return the file that the gateway was started with} */
    Path file() {
        return file;
    }

    /**
     * {@return what stands in a file}
     *
     * @throws RefusedException with everything that is wrong with it
     */
    Written read(Path other) throws RefusedException {
        try {
            // The text first: if it changes meanwhile, the next who writes finds out.
            String text = source.text(other);
            return new Written(text, source.load(other));
        } catch (ConfigException e) {
            throw new RefusedException(ControlError.BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new RefusedException(ControlError.BAD_REQUEST, "cannot read " + other + ": " + e);
        }
    }

    /** Notes that a configuration is in force. */
    synchronized void applied(Path from, Written now) {
        written = now;
        if (from.toAbsolutePath().normalize().equals(file)) {
            present.accept(now.text());
        }
    }

    /**
     * Looks whether a configuration could be persisted and started with.
     *
     * @throws RefusedException with everything that is wrong with it
     */
    synchronized void check(GatewayConfig next) throws RefusedException {
        try {
            GatewayConfig unused = source.parse(ConfigText.write(written.text(), written.config(), next));
        } catch (ConfigException e) {
            throw new RefusedException(
                    ControlError.BAD_REQUEST, "the configuration would not fit any more: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ControlError.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    /**
     * {@return the configuration as it is now, but with a certain version of the package that a module's type comes from}
     *
     * @throws RefusedException if that cannot be, with everything that is wrong with it
     */
    synchronized Written withVersion(GatewayConfig now, String module, String version) throws RefusedException {
        try {
            String text =
                    ConfigText.withVersion(ConfigText.write(written.text(), written.config(), now), module, version);
            return new Written(text, source.parse(text));
        } catch (ConfigException e) {
            throw new RefusedException(
                    ControlError.BAD_REQUEST, "the configuration would not fit any more: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ControlError.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    /** Notes a text that says what is in force. */
    synchronized void changed(String text, GatewayConfig now) {
        written = new Written(text, now);
    }

    /**
     * Writes the configuration as it is now.
     *
     * @throws RefusedException if the file is another than it was, or something cannot be written
     */
    synchronized void persist(GatewayConfig now) throws RefusedException {
        Optional<String> problem = source.cannotBeWritten();
        if (problem.isPresent()) {
            throw new RefusedException(ControlError.GENERAL, problem.get());
        }
        try {
            String text = ConfigText.write(written.text(), written.config(), now);
            present.write(text);
            written = new Written(text, now);
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(ControlError.GENERAL, String.valueOf(e.getMessage()));
        }
    }
}

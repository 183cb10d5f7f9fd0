package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody else starts the host, with the file that is written here. Its token and the port stay the same from one run of the
 * gateway to the next, so that a host can attach again.
 */
public final class ExternalActivation implements Activation {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalActivation.class);

    private final ModuleToLoad module;
    private final HostNetwork network;
    private final ModuleFile file;
    private final UnaryOperator<String> command;
    private final String token;

    /**
     * Prepares the file.
     *
     * @param network how the host finds its gateway
     * @param folder where the host's configuration file is written
     * @param command makes the command that starts a host, given the path of the file
     */
    public ExternalActivation(ModuleToLoad module, HostNetwork network, Path folder, UnaryOperator<String> command) {
        this(module, network, new HostFile(folder.resolve(module.name() + ".json")), command);
    }

    /**
     * Prepares the module's part of a file that several modules share.
     *
     * @param shared the file
     * @param command makes the command that starts a host, given the path of the file
     */
    public ExternalActivation(
            ModuleToLoad module, HostNetwork network, SharedHostFile shared, UnaryOperator<String> command) {
        this(module, network, shared.of(module.name()), command);
    }

    private ExternalActivation(
            ModuleToLoad module, HostNetwork network, ModuleFile file, UnaryOperator<String> command) {
        this.module = module;
        this.network = network;
        this.command = command;
        this.file = file;
        token = file.read("token").orElseGet(Tokens::fresh);
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public String listenOn(String configured) {
        return file.formerUrl(configured);
    }

    @Override
    public void start(String gatewayUrl, Consumer<HostEnd> ended) throws IOException {
        file.write(new HostEntry(network.listen(), gatewayUrl, module, token, network.keys(file.host())));
        if (file.isComplete()) {
            LOG.info("{} waits for its host. Start it with:\n  {}", module.name(), startCommand());
        }
    }

    private String startCommand() {
        return command.apply(file.path().toString());
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public String diagnose() {
        return "it is started with: " + startCommand();
    }

    /** Does nothing, as {@link #stop}. */
    @Override
    public void awaitEnd(Duration limit) {}

    /** Does nothing: whoever started the host ends it. Without a session it waits for the gateway. */
    @Override
    public void stop(Duration grace) {}

    /** Does nothing, as {@link #stop}. */
    @Override
    public void kill() {}
}

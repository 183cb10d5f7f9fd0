package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One life of a module in a host that has others too. It ends the process only if it is the last to leave. */
final class SharedActivation implements Activation {
    private final SharedHost host;
    private final ModuleToLoad module;
    private final String hostListens;
    private final String token = Tokens.fresh();
    private volatile @Nullable SharedProcess process;

    SharedActivation(SharedHost host, ModuleToLoad module, String hostListens) {
        this.host = host;
        this.module = module;
        this.hostListens = hostListens;
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public String listenOn(String configured) {
        return configured;
    }

    @Override
    public void start(String gatewayUrl, Consumer<HostEnd> ended) throws IOException {
        process = host.join(this, new HostEntry(hostListens, gatewayUrl, module, token), ended);
    }

    @Override
    public OptionalLong pid() {
        SharedProcess joined = process;
        return joined == null ? OptionalLong.empty() : joined.pid();
    }

    @Override
    public String diagnose() {
        SharedProcess joined = process;
        return joined == null ? "the host was not started" : joined.diagnose();
    }

    /** Leaves the host, and waits for its end if nobody is left. */
    @Override
    public void awaitEnd(Duration limit) {
        SharedProcess joined = process;
        if (joined != null && joined.leave(this)) {
            joined.awaitEnd(limit);
        }
    }

    /** Leaves the host, and ends it if nobody is left. */
    @Override
    public void stop(Duration grace) {
        SharedProcess joined = process;
        if (joined != null && joined.leave(this)) {
            joined.stop(grace);
        }
    }

    /** Kills the host with all its modules: it is of no use to any of them. */
    @Override
    public void kill() {
        SharedProcess joined = process;
        if (joined != null) {
            boolean unused = joined.leave(this);
            joined.kill(module.name());
        }
    }
}

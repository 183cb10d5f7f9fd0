package dev.bulkhead.proxy.activation;

import dev.bulkhead.proxy.service.ServiceEnd;
import dev.bulkhead.proxy.service.ServiceManager;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host is a service that an administrator has set up, which is started, watched and stopped. It reads the file that is written
 * here; the token and the port in it stay the same from one run of the gateway to the next, because the service may outlive both.
 */
public final class ServiceActivation implements Activation {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceActivation.class);

    private static final Duration KILL_TAKES = Duration.ofSeconds(5);

    private final ModuleToLoad module;
    private final String hostListens;
    private final HostFile file;
    private final ServiceManager manager;
    private final String service;
    private final String token;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Thread watch;

    /**
     * Prepares to start a service.
     *
     * @param hostListens the URL that the host shall listen on
     * @param folder where the host's configuration file is written
     * @param service the service's name
     */
    public ServiceActivation(
            ModuleToLoad module, String hostListens, Path folder, ServiceManager manager, String service) {
        this.module = module;
        this.hostListens = hostListens;
        this.manager = manager;
        this.service = service;
        file = new HostFile(folder.resolve(module.name() + ".json"));
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
        file.write(new HostEntry(hostListens, gatewayUrl, module, token));
        LOG.debug("{}: the host of the service {} is to be started with {}", module.name(), service, file.path());
        Thread thread = new Thread(() -> ended.accept(run()), "service-of-" + module.name());
        thread.setDaemon(true);
        watch = thread;
        thread.start();
    }

    private HostEnd run() {
        try {
            ServiceEnd end = manager.run(service);
            return new HostEnd(end.outOfMemory(), end.text());
        } catch (IOException e) {
            return new HostEnd(false, String.valueOf(e.getMessage()));
        } finally {
            over.countDown();
        }
    }

    /** {@return nothing: the host says in its hello which process it is} */
    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public String diagnose() {
        return manager.describe(service) + "; its host must be started with the file " + file.path();
    }

    /** Does nothing: a host that can attach again does not end by itself. */
    @Override
    public void awaitEnd(Duration limit) {}

    @Override
    public void stop(Duration grace) {
        if (watch == null || isOver(Duration.ZERO)) {
            return;
        }
        ask(manager::stop);
        if (!isOver(grace)) {
            LOG.warn(
                    "{}: the service {} did not end within {} ms; killing it",
                    module.name(),
                    service,
                    grace.toMillis());
            kill();
        }
    }

    @Override
    public void kill() {
        Thread watching = watch;
        if (watching == null || isOver(Duration.ZERO)) {
            return;
        }
        ask(manager::kill);
        if (!isOver(KILL_TAKES)) {
            LOG.error("the service {} survives: {}", service, manager.describe(service));
            watching.interrupt();
        }
    }

    private boolean isOver(Duration limit) {
        try {
            return over.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void ask(Request request) {
        try {
            request.of(service);
        } catch (IOException e) {
            LOG.warn("{}: {}", module.name(), e.getMessage());
        }
    }

    /** Something that is asked of the manager. */
    private interface Request {
        void of(String service) throws IOException;
    }
}

package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.ActivationConfig;
import dev.bulkhead.gateway.config.HostSettings;
import dev.bulkhead.gateway.config.JvmSettings;
import dev.bulkhead.gateway.config.LimitSettings;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.gateway.config.ModuleType;
import dev.bulkhead.gateway.config.ProcessSettings;
import dev.bulkhead.host.load.ModuleLoader;
import dev.bulkhead.proxy.HostListener;
import dev.bulkhead.proxy.ProxyModule;
import dev.bulkhead.proxy.ProxySettings;
import dev.bulkhead.proxy.activation.Activation;
import dev.bulkhead.proxy.activation.ContainerImage;
import dev.bulkhead.proxy.activation.ExternalActivation;
import dev.bulkhead.proxy.activation.ForkActivation;
import dev.bulkhead.proxy.activation.ForkSettings;
import dev.bulkhead.proxy.activation.HostJvm;
import dev.bulkhead.proxy.activation.HostNetwork;
import dev.bulkhead.proxy.activation.HostProgram;
import dev.bulkhead.proxy.activation.Isolation;
import dev.bulkhead.proxy.activation.ModuleToLoad;
import dev.bulkhead.proxy.activation.ServiceActivation;
import dev.bulkhead.proxy.activation.ServiceHost;
import dev.bulkhead.proxy.activation.TransientUnitActivation;
import dev.bulkhead.wire.zmq.CurveKeys;
import dev.bulkhead.wire.zmq.Refusals;
import dev.bulkhead.wire.zmq.Security;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the residence that a module's activation asks for. */
final class Residences {
    private static final Logger PRINTED = LoggerFactory.getLogger("host.stdout");
    /** What a host needs to live. */
    private static final long HEAP_BASE = 32L << 20;
    /** The largest message on its way through a host is there several times, in queues, requests and replies. */
    private static final long HEAP_MESSAGES = 8;

    /** What the JVM of a host takes beside its heap, when it is busy. */
    private static final long BESIDE_THE_HEAP = 64L << 20;

    private static final long LEAST_HEAP = 16L << 20;

    private static final String HOST_CHOOSES = "tcp://127.0.0.1:*";
    /** While a debugger holds the host, nothing that it does or leaves undone means anything. */
    private static final Duration WHILE_DEBUGGING = Duration.ofDays(20);

    private final HostEnvironment environment;
    private final ContainedHosts containedHosts;
    private final SharedHosts sharedHosts;
    private final GatewayLinks links;
    private final ModuleSource moduleSource;
    private final Duration limitHere;

    Residences(HostEnvironment environment, SharedHosts sharedHosts, GatewayLinks links, ModuleSource moduleSource) {
        this(environment, sharedHosts, links, moduleSource, InProcessResidence.START_LIMIT);
    }

    /**
     * Prepares.
     *
     * @param moduleSource makes the modules that live in this process
     * @param limitHere how long a module in this process may take to come up, to rest and to go on
     */
    Residences(
            HostEnvironment environment,
            SharedHosts sharedHosts,
            GatewayLinks links,
            ModuleSource moduleSource,
            Duration limitHere) {
        this.moduleSource = moduleSource;
        this.limitHere = limitHere;
        this.environment = environment;
        containedHosts = new ContainedHosts(environment.folder(), environment.endpoints());
        this.sharedHosts = sharedHosts;
        this.links = links;
    }

    /**
     * {@return where the module lives}
     *
     * @param listener hears of its host, if it has one
     * @param second whether it lives there beside another edition of the module
     */
    Residence of(ModuleConfig module, HostListener listener, boolean second) {
        ActivationConfig activation = module.activation();
        Supplier<ModuleToLoad> toLoad = () -> second ? hosted(module).beside() : hosted(module);
        BooleanSupplier confirmed = () -> links.isAnyDurableFrom(module.name());
        if (activation instanceof ActivationConfig.Fork fork) {
            return new HostedResidence(
                    module,
                    fork.host(),
                    "fork",
                    false,
                    confirmed,
                    refusals -> forked(module, toLoad.get(), fork, listener, refusals));
        }
        if (activation instanceof ActivationConfig.Container container) {
            return new HostedResidence(
                    module,
                    container.host(),
                    "container",
                    false,
                    confirmed,
                    refusals -> contained(module, toLoad.get(), container, listener, refusals));
        }
        if (activation instanceof ActivationConfig.TransientUnit unit) {
            return new HostedResidence(
                    module,
                    unit.host(),
                    "service",
                    false,
                    confirmed,
                    refusals -> inUnit(module, toLoad.get(), unit, listener, refusals));
        }
        if (activation instanceof ActivationConfig.Service service) {
            return new HostedResidence(
                    module,
                    service.host(),
                    "service",
                    false,
                    confirmed,
                    refusals -> inService(module, toLoad.get(), service, listener, refusals));
        }
        if (activation instanceof ActivationConfig.External external) {
            return new HostedResidence(
                    module,
                    external.host(),
                    "none",
                    true,
                    confirmed,
                    refusals -> external(module, toLoad.get(), external, listener, refusals));
        }
        return new InProcessResidence(module, moduleSource, limitHere);
    }

    private ProxyModule forked(
            ModuleConfig module,
            ModuleToLoad toLoad,
            ActivationConfig.Fork fork,
            HostListener listener,
            Refusals refusals) {
        HostSettings host = fork.host();
        String shared = module.host();
        Activation activation = shared == null
                ? fork(toLoad, program(module, fork.hostPath()), fork)
                : sharedHosts
                        .process(
                                shared,
                                () -> fork(new ModuleToLoad(shared, "", null), program(module, fork.hostPath()), fork))
                        .activationOf(toLoad, hostListens(host));
        HostSettings patient = fork.jvm().debug() == null ? host : patient(host);
        return proxy(module, patient, Security.PLAIN, activation, listener, refusals);
    }

    private ForkActivation fork(ModuleToLoad named, @Nullable HostProgram program, ActivationConfig.Fork fork) {
        ForkSettings settings = new ForkSettings(
                hostListens(fork.host()), program, fork.configPath(), jvm(fork.jvm(), fork.limits()), isolation(fork));
        return new ForkActivation(named, settings, environment.folder(), printedBy(named.name()));
    }

    private static Isolation isolation(ActivationConfig.Fork fork) {
        ProcessSettings process = fork.process();
        return new Isolation(
                process.user(),
                process.group(),
                process.nice(),
                process.environment(),
                process.passEnvironment(),
                process.workingDirectory(),
                fork.limits().memoryBytes(),
                fork.limits().cores());
    }

    private HostJvm jvm(JvmSettings jvm, LimitSettings limits) {
        return new HostJvm(
                jvm.java() == null ? environment.java() : jvm.java(),
                environment.hostJar(),
                jvm.java() == null ? environment.hostOptions() : null,
                jvm.heapBytes().orElse(heap(limits)),
                jvm.gcThreads(),
                jvm.options(),
                jvm.debug());
    }

    /** Where memory is limited, a heap that leaves no room beside it would end in a kill instead of a collection. */
    private long heap(LimitSettings limits) {
        long wanted = HEAP_BASE + HEAP_MESSAGES * environment.maxMessage();
        long room = limits.memoryBytes().orElse(Long.MAX_VALUE) - BESIDE_THE_HEAP;
        return Math.max(LEAST_HEAP, Math.min(wanted, room));
    }

    private ProxyModule contained(
            ModuleConfig module,
            ModuleToLoad toLoad,
            ActivationConfig.Container container,
            HostListener listener,
            Refusals refusals) {
        long heap = container.jvm().heapBytes().orElse(heap(container.limits()));
        Activation activation = containedHosts.activation(
                toLoad,
                program(module, container),
                container,
                hostListens(container.host()),
                heap,
                printedBy(module.name()));
        return proxy(module, container.host(), Security.PLAIN, activation, listener, refusals);
    }

    private static Consumer<String> printedBy(String host) {
        return line -> ModuleLog.under(host, () -> PRINTED.info("{}", line));
    }

    private ProxyModule inUnit(
            ModuleConfig module,
            ModuleToLoad toLoad,
            ActivationConfig.TransientUnit unit,
            HostListener listener,
            Refusals refusals) {
        HostSettings host = unit.host();
        Activation activation = new TransientUnitActivation(
                toLoad,
                new ServiceHost(hostListens(host), program(module, unit.hostPath()), jvm(unit.jvm(), unit.limits())),
                Services.transientUnit(unit),
                environment.folder(),
                printedBy(module.name()));
        HostSettings patient = unit.jvm().debug() == null ? host : patient(host);
        return proxy(module, patient, Security.PLAIN, activation, listener, refusals);
    }

    private ProxyModule inService(
            ModuleConfig module,
            ModuleToLoad toLoad,
            ActivationConfig.Service service,
            HostListener listener,
            Refusals refusals) {
        Activation activation = new ServiceActivation(
                toLoad, hostListens(service.host()), environment.folder(), Services.manager(service), service.name());
        return proxy(module, service.host(), Security.PLAIN, activation, listener, refusals);
    }

    private ProxyModule external(
            ModuleConfig module,
            ModuleToLoad toLoad,
            ActivationConfig.External external,
            HostListener listener,
            Refusals refusals) {
        CurveKeys keys = external.hostKey() == null ? null : environment.keys();
        HostNetwork network = new HostNetwork(
                hostListens(external.host()), keys == null ? null : keys.publicKey(), external.insecure());
        UnaryOperator<String> command = starter(module);
        String shared = module.host();
        Activation activation = shared == null
                ? new ExternalActivation(toLoad, network, environment.folder(), command)
                : new ExternalActivation(toLoad, network, sharedHosts.file(shared), command);
        Security security =
                keys == null || external.hostKey() == null ? Security.PLAIN : Security.curve(keys, external.hostKey());
        return proxy(module, external.host(), security, activation, listener, refusals);
    }

    private ProxyModule proxy(
            ModuleConfig module,
            HostSettings host,
            Security security,
            Activation activation,
            HostListener listener,
            Refusals refusals) {
        ProxySettings settings = new ProxySettings(
                host.listen(),
                Optional.ofNullable(host.remote()),
                module.argsJson(),
                environment.maxMessage(),
                host.heartbeat(),
                host.heartbeatLimit(),
                Optional.ofNullable(host.startTimeout()),
                host.grace(),
                security);
        return new ProxyModule(
                module.name(),
                settings,
                activation,
                environment.endpoints(),
                environment.timer(),
                listener,
                links.inside(module),
                refusals);
    }

    /** {@return how somebody else starts the host of a module, given its file} */
    private UnaryOperator<String> starter(ModuleConfig module) {
        ModuleType type = module.type();
        return type == null || type.program() == null
                ? file -> environment.launcher() + " host " + file
                : file -> type.program() + " server " + file;
    }

    private static @Nullable HostProgram program(ModuleConfig module, @Nullable Path hostPath) {
        ModuleType type = module.type();
        if (type != null && type.program() != null) {
            return HostProgram.ofPackage(type.program());
        }
        return hostPath == null ? null : HostProgram.plain(hostPath);
    }

    private static @Nullable HostProgram program(ModuleConfig module, ActivationConfig.Container container) {
        ModuleType type = module.type();
        if (type != null && type.program() != null) {
            Path inside = ContainerImage.placeOf(type.place(), container.jarInImage());
            return HostProgram.ofPackage(inside.resolve(type.place().relativize(type.program())));
        }
        return container.hostPath() == null ? null : HostProgram.plain(Path.of(container.hostPath()));
    }

    private static ModuleToLoad hosted(ModuleConfig module) {
        ModuleType type = module.type();
        if (type != null && type.program() != null) {
            return new ModuleToLoad(module.name(), "", type.place(), type.name());
        }
        String className = module.className() == null ? "" : module.className();
        Path path = module.path() == null ? ModuleLoader.jarOf(className).orElse(null) : module.path();
        return new ModuleToLoad(module.name(), className, path);
    }

    private static String hostListens(HostSettings host) {
        return host.remote() == null ? HOST_CHOOSES : host.remote();
    }

    private static HostSettings patient(HostSettings host) {
        return new HostSettings(
                host.listen(), host.remote(), host.heartbeat(), WHILE_DEBUGGING, WHILE_DEBUGGING, host.grace());
    }
}

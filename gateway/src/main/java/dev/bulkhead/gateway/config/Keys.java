package dev.bulkhead.gateway.config;

import static dev.bulkhead.gateway.config.KeySpec.optional;
import static dev.bulkhead.gateway.config.KeySpec.required;

import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.packages.PackageName;
import dev.bulkhead.wire.session.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Every key of {@code gateway.json}. The loader, the JSON Schema and the reference in {@code docs/configuration.md} all follow
 * from this one description.
 */
final class Keys {
    static final String IN_PROCESS = "in-process";
    static final String FORK = "fork";
    static final String CONTAINER = "container";
    static final String SERVICE = "service";
    static final String NONE = "none";
    static final String INSECURE = "insecure-plain-tcp";
    /** Those with a host, which have a long form. */
    static final List<String> IN_A_HOST = List.of(FORK, SERVICE, CONTAINER, NONE);

    static final List<String> ACTIVATIONS = List.of(IN_PROCESS, FORK, SERVICE, CONTAINER, NONE);

    static final String SYSTEMD = "systemd";
    static final String UPSTART = "upstart";
    static final String OPENRC = "openrc";
    static final String WINDOWS = "windows";

    private static final ValueType NAME = new ValueType.Text(ModuleName.PATTERN, ModuleName.WORDS);
    private static final ValueType URL = new ValueType.Text(
            "tcp://(\\[[0-9A-Fa-f:]+\\]|[A-Za-z0-9.-]+):([0-9]{1,5}|\\*)|ipc://[A-Za-z0-9._/-]+",
            "a URL: \"tcp://HOST:PORT\", where PORT may be \"*\", or \"ipc://NAME\"");
    private static final ValueType REMOTE_URL = new ValueType.Text(
            "tcp://(\\[[0-9A-Fa-f:]+\\]|[A-Za-z0-9.-]+):[1-9][0-9]{0,4}|ipc://[A-Za-z0-9._/-]+",
            "a URL: \"tcp://HOST:PORT\" or \"ipc://NAME\"");
    private static final ValueType ADDRESS = new ValueType.Text(
            "(127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|localhost|\\[::1\\]):[0-9]{1,5}",
            "HOST:PORT on this machine: 127.x.x.x, localhost or [::1]; port 0 takes a free one");
    private static final ValueType DEBUG_ADDRESS = new ValueType.Text(
            "(127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|localhost):[0-9]{1,5}",
            "HOST:PORT on this machine, such as \"127.0.0.1:5005\"");
    private static final ValueType NETWORK = new ValueType.Text(
            "[A-Za-z0-9][A-Za-z0-9._-]{0,127}", "\"none\", \"host\", or the name of a network of the engine's");
    private static final ValueType CONTAINER_USER = new ValueType.Text(
            "[0-9]{1,9}(:[0-9]{1,9})?", "the number of a user, and perhaps of a group: \"1000\", \"1000:1000\"");
    private static final ValueType MOUNT = new ValueType.Text(
            "[^:,\"]+:/[^:,\"]*(:ro|:rw)?", "\"SOURCE:TARGET\" or \"SOURCE:TARGET:rw\", with an absolute TARGET");
    /** Not what an engine would take for an option. */
    private static final ValueType IMAGE = new ValueType.Text(
            "[A-Za-z0-9][A-Za-z0-9._/:@-]*", "the name of an image, such as \"bulkhead-module-host:latest\"");

    private static final ValueType VARIABLE =
            new ValueType.Text("[^=\\u0000]+", "the name of a variable, without \"=\"");
    private static final ValueType PUBLIC_KEY = new ValueType.Text(
            "[0-9A-Za-z.:+=^!/*?&<>()\\[\\]{}@%$#-]{40}",
            "a public key: 40 characters, as `./bulkhead keys` prints them");
    private static final ValueType USER =
            new ValueType.Text("[A-Za-z_][A-Za-z0-9_.-]{0,31}|[0-9]{1,10}", "a name or a number");
    private static final ValueType ANY = ValueType.Text.ANY;
    private static final ValueType TYPE = new ValueType.Text(PackageName.PATTERN, PackageName.EXPECTED);

    static final ObjectSpec CONTROL = new ObjectSpec(
            "control",
            List.of(optional("listen", ADDRESS, "\"127.0.0.1:9998\"", "Where the control endpoint listens.")));

    static final ObjectSpec PACKAGES = new ObjectSpec(
            "packages",
            List.of(optional(
                    "keys",
                    new ValueType.Items(ANY, 0),
                    "[]",
                    "The public keys of minisign, each as text or as a file, one of which must have signed a package to be "
                            + "installed. Without any, none need be signed.")));

    static final ObjectSpec GATEWAY = new ObjectSpec(
            "gateway",
            List.of(
                    optional("name", NAME, "\"gateway\"", "The gateway's name."),
                    optional("control", new ValueType.Shape(CONTROL), "{}", "The control endpoint."),
                    optional("data", ANY, "\"data\"", "The folder for tokens and hosts' files, relative to this file."),
                    optional(
                            "maxMessage",
                            new ValueType.Size(1 << 10, Protocol.LARGEST_MESSAGE),
                            "\"16MiB\"",
                            "The largest message, as a frame. A larger one is refused when it is published."),
                    optional(
                            "watch",
                            new ValueType.Flag(),
                            "false",
                            "Whether the gateway applies this file by itself when it changes."),
                    optional(
                            "modules",
                            new ValueType.Items(ANY, 0),
                            "[\"modules\"]",
                            "The folders with packages of modules, relative to this file. Packages are installed into the first. "
                                    + "Bulkhead's own samples are there besides."),
                    optional(
                            "packages",
                            new ValueType.Shape(PACKAGES),
                            "{}",
                            "What packages must fulfil to be installed."),
                    optional(
                            "postMortem",
                            new ValueType.Items(
                                    new ValueType.OneOf(List.of("Failure", "MemoryExceeded", "WatchdogExpired")), 0),
                            "[\"Failure\", \"MemoryExceeded\", \"WatchdogExpired\"]",
                            "For which reasons what is known of a module that went down is kept, in `post-mortem` in `data`.")));

    private static final List<KeySpec> HOST_KEYS = List.of(
            optional(
                    "listen",
                    URL,
                    "\"tcp://127.0.0.1:*\"",
                    "Where the gateway listens for this module's host. Beyond loopback only with `none`."),
            optional(
                    "remote",
                    REMOTE_URL,
                    "Where the host listens. Without it the host takes a free port and says which."),
            optional("heartbeat", time(50, 60_000), "\"1s\"", "The time between two heartbeats of the host."),
            optional(
                    "heartbeatLimit",
                    time(100, 3_600_000),
                    "\"10s\"",
                    "After how much silence the host counts as gone; at least twice the heartbeat."),
            optional(
                    "grace",
                    time(0, 600_000),
                    "\"5s\"",
                    "How long the module may take to be destroyed; then as long again after SIGTERM, then SIGKILL."));

    static final List<KeySpec> JVM_KEYS = List.of(
            optional("java", ANY, "The java command for the host; the gateway's own without it."),
            optional(
                    "heap",
                    new ValueType.Size(16 << 20, 1L << 40),
                    "The most memory that the host's heap may take. Without it 32 MiB, and eight times `maxMessage`."),
            optional("gcThreads", new ValueType.Whole(1, 64), "1", "The threads that collect the host's garbage."),
            optional(
                    "jvmOptions",
                    new ValueType.Items(ANY, 0),
                    "[]",
                    "More options for the host's JVM; they win over Bulkhead's."),
            optional(
                    "debug",
                    DEBUG_ADDRESS,
                    "The host waits here for a debugger before it begins; the limits on time are off."));

    /** What the processes of a host may take together, where the activation can see to that. */
    static final List<KeySpec> LIMIT_KEYS = List.of(
            optional(
                    "memory",
                    new ValueType.Size(64 << 20, 1L << 40),
                    "The most memory that the host's processes may take together; one that takes more is killed."),
            optional(
                    "cpu",
                    new ValueType.Cores(0.01, 1024),
                    "How many processor cores they may keep busy, such as 0.5."));

    private static final List<KeySpec> PROCESS_KEYS = List.of(
            optional(
                    "user",
                    USER,
                    "The user that the host runs as, by name or number. Needs a gateway that runs as root."),
            optional("group", USER, "The group that the host runs as; without it the user's. Needs root."),
            optional(
                    "nice",
                    new ValueType.Whole(-20, 19),
                    "The host's niceness: the higher, the more it gives way to others. Below 0 needs root."),
            optional("environment", new ValueType.Texts(), "{}", "Variables for the host's environment."),
            optional(
                    "passEnvironment",
                    new ValueType.Items(VARIABLE, 0),
                    "[]",
                    "The names of variables that the host gets from the gateway's environment, beside `PATH`, `HOME`, "
                            + "`LANG`, `LC_ALL`, `LC_CTYPE`, `TZ` and `TMPDIR`; another user's host does not get `HOME`."),
            optional("workingDirectory", ANY, "Where the host runs; without it where the gateway runs."));

    static final ObjectSpec FORK_ACTIVATION = new ObjectSpec(
            "activation \"fork\"",
            with(
                    together(List.of(PROCESS_KEYS, LIMIT_KEYS, JVM_KEYS, HOST_KEYS)),
                    required(
                            "type",
                            new ValueType.OneOf(List.of(FORK)),
                            "The gateway starts the host as a child process."),
                    optional(
                            "startTimeout",
                            time(100, 3_600_000),
                            "\"30s\"",
                            "How long the host may take to say hello, and the module to be created."),
                    optional("hostPath", ANY, "An executable that is the host, in place of Bulkhead's own."),
                    optional("configPath", ANY, "A configuration file for the host, in place of a generated one.")));

    /** Its Java is the image's, and a debugger does not reach into it. */
    private static final List<KeySpec> CONTAINER_JVM_KEYS = JVM_KEYS.stream()
            .filter(key -> !Set.of("java", "debug").contains(key.name()))
            .toList();

    static final ObjectSpec CONTAINER_ACTIVATION = new ObjectSpec(
            "activation \"container\"",
            with(
                    together(List.of(LIMIT_KEYS, CONTAINER_JVM_KEYS, HOST_KEYS)),
                    required(
                            "type",
                            new ValueType.OneOf(List.of(CONTAINER)),
                            "The gateway starts the host in a container of docker or podman."),
                    optional(
                            "engine",
                            ANY,
                            "The command of docker or podman: a name on the PATH, or a path. Without it docker, or else podman."),
                    optional(
                            "image",
                            IMAGE,
                            "The image. Without it the one that `./bulkhead image` makes. It is never fetched from a registry."),
                    optional(
                            "network",
                            NETWORK,
                            "\"none\"",
                            "What the module may reach. The way to the gateway is always there. With \"host\" it has this "
                                    + "machine's network, and the shortest way."),
                    optional(
                            "jar",
                            new ValueType.OneOf(List.of("mount", "image")),
                            "\"mount\"",
                            "Whether the module's jar is mounted, or is in the image already, as `./bulkhead image --with JAR` puts it."),
                    optional(
                            "mounts",
                            new ValueType.Items(MOUNT, 0),
                            "[]",
                            "Files and folders of this machine that the module may read, or with \":rw\" write."),
                    optional(
                            "user",
                            CONTAINER_USER,
                            "Who runs the host. Without it the gateway's user, or a number of the module's own if that is root."),
                    optional("pids", new ValueType.Whole(64, 1 << 20), "256", "The most processes and threads in it."),
                    optional(
                            "tmp",
                            new ValueType.Size(1 << 10, 1L << 40),
                            "\"16MiB\"",
                            "The size of its `/tmp`, the only place it can write to, which is in `memory`."),
                    optional(
                            "options",
                            new ValueType.Items(ANY, 0),
                            "[]",
                            "More options for the engine's `run`; they win over Bulkhead's."),
                    optional(
                            "startTimeout",
                            time(100, 3_600_000),
                            "\"60s\"",
                            "How long the host may take to say hello, and the module to be created."),
                    optional(
                            "hostPath",
                            ANY,
                            "An executable in the image that is the host, in place of Bulkhead's own.")));
    /** What a unit that the gateway makes may do; one that is there already says that itself. */
    static final List<KeySpec> SANDBOX_KEYS = List.of(
            optional(
                    "user",
                    new ValueType.Text("[A-Za-z_][A-Za-z0-9_.-]{0,31}", "a user's name, or \"dynamic\""),
                    "Whose rights the host has. Without it, in the system's scope, \"dynamic\": a user that exists only as long "
                            + "as the host."),
            optional(
                    "readOnly",
                    new ValueType.Flag(),
                    "true",
                    "Whether the host may write nothing but its temporary files."),
            optional("privateTmp", new ValueType.Flag(), "true", "Whether /tmp and /var/tmp are the host's own."),
            optional(
                    "newPrivileges",
                    new ValueType.Flag(),
                    "false",
                    "Whether the host's processes may have or gain rights beyond those of its user."),
            optional(
                    "watchdog",
                    time(0, 3_600_000),
                    "\"1m\"",
                    "After how much silence of the host systemd kills it, even when the gateway is gone; 0s for never."),
            optional(
                    "properties",
                    new ValueType.Items(ANY, 0),
                    "[]",
                    "More properties of the unit, such as \"StateDirectory=acme\"; they win over the other keys."),
            optional("hostPath", ANY, "An executable that is the host, in place of Bulkhead's own."));

    static final ObjectSpec SERVICE_ACTIVATION = new ObjectSpec(
            "activation \"service\"",
            with(
                    together(List.of(SANDBOX_KEYS, LIMIT_KEYS, JVM_KEYS, HOST_KEYS)),
                    required(
                            "type",
                            new ValueType.OneOf(List.of(SERVICE)),
                            "The host is a service of the operating system."),
                    optional(
                            "startTimeout",
                            time(100, 3_600_000),
                            "\"30s\"",
                            "How long the host may take to say hello, and the module to be created."),
                    optional(
                            "manager",
                            new ValueType.OneOf(List.of(SYSTEMD, UPSTART, OPENRC, WINDOWS)),
                            "\"systemd\"",
                            "Who manages services here."),
                    optional(
                            "scope",
                            new ValueType.OneOf(List.of("system", "user")),
                            "Which systemd: the system's, or that of the gateway's user. Without it the system's for root, and "
                                    + "else the user's."),
                    optional(
                            "unit",
                            new ValueType.Text(
                                    "[A-Za-z0-9_@:.][A-Za-z0-9_@:.\\\\-]{0,254}", "the name of a service or unit"),
                            "A service that is there already, and is started with the host's file. Without it systemd makes "
                                    + "a unit, and forgets it afterwards.")));

    static final ObjectSpec NONE_ACTIVATION = new ObjectSpec(
            "activation \"none\"",
            with(
                    HOST_KEYS,
                    required("type", new ValueType.OneOf(List.of(NONE)), "Somebody else starts the host."),
                    optional(
                            "hostKey",
                            PUBLIC_KEY,
                            "The host's public key. With it everything is encrypted, and both sides prove who they are."),
                    optional(
                            "security",
                            new ValueType.OneOf(List.of(INSECURE)),
                            "Lets a host beyond loopback do without `hostKey`: others can read and forge what is said."),
                    optional(
                            "startTimeout",
                            time(100, 3_600_000),
                            "How long to wait for the host; without it as long as it takes.")));

    static final ObjectSpec MODULE = new ObjectSpec(
            "module",
            with(
                    LifecycleKeys.ALL,
                    required("name", NAME, "The module's name. Links use it."),
                    optional(
                            "type",
                            TYPE,
                            "The type of the module, which a package in one of `gateway.modules` offers. It takes the place of "
                                    + "`class` and `path`."),
                    optional(
                            "version",
                            ANY,
                            "The versions of the package that will do, such as `^1.2` or `>=1.2 <3`. The newest of them that "
                                    + "runs here is taken; without it the newest at all."),
                    optional(
                            "class",
                            ANY,
                            "The module's class. Not needed where a host of somebody else's knows better."),
                    optional(
                            "path",
                            ANY,
                            "The jar, or folder of classes, that has the class; relative to this file. "
                                    + "Not needed for Bulkhead's samples."),
                    optional(
                            "activation",
                            new ValueType.Activation(
                                    new ValueType.OneOf(ACTIVATIONS),
                                    List.of(
                                            FORK_ACTIVATION,
                                            SERVICE_ACTIVATION,
                                            CONTAINER_ACTIVATION,
                                            NONE_ACTIVATION)),
                            "\"in-process\"",
                            "Where the module runs: one word, or an object with more to say."),
                    optional(
                            "host",
                            NAME,
                            "The host that the module shares with all others that name it. All of them have the same "
                                    + "activation, `fork` or `none`; only `listen` and `remote` may differ."),
                    optional("args", new ValueType.Free(), "{}", "The module's arguments.")));

    static final ObjectSpec LINK = new ObjectSpec(
            "link",
            List.of(
                    required(
                            "source",
                            ANY,
                            "The module that publishes, or \"*\" for every module but the sink, each with a queue of its own."),
                    required("sink", ANY, "The module that receives."),
                    optional(
                            "match",
                            new ValueType.Texts(),
                            "{}",
                            "Which messages pass: for each property a glob with * and ?. A message without the property does not pass."),
                    optional(
                            "overflow",
                            new ValueType.OneOf(List.of("block", "drop-oldest", "drop-newest", "dead-letter")),
                            "\"block\"",
                            "What happens when the queue is full and the sink runs. `dead-letter`, of a durable link only: the "
                                    + "oldest message becomes a dead letter."),
                    optional(
                            "capacity",
                            new ValueType.Whole(1, LinkSpec.MAX_CAPACITY),
                            String.valueOf(LinkSpec.DEFAULT_CAPACITY),
                            "How many messages the queue holds; of a durable link, in memory."),
                    optional(
                            "capacityBytes",
                            new ValueType.Size(1 << 10, 1L << 40),
                            "\"" + (LinkSpec.DEFAULT_CAPACITY_BYTES >> 20) + "MiB\"",
                            "How many bytes of messages the queue holds, about; a message that is alone may be larger. Of a durable "
                                    + "link, in memory."),
                    optional(
                            "blockFor",
                            time(0, 3_600_000),
                            "\"5s\"",
                            "The longest that a publisher waits for room, with overflow \"block\"; then the message is dropped."),
                    optional(
                            "durable",
                            new ValueType.Switch(DurableKeys.DURABLE),
                            "false",
                            "Whether messages are kept on disk until `receive` has returned for them, or an object with more to say.")));

    static final ObjectSpec ROOT = new ObjectSpec(
            "gateway.json",
            List.of(
                    optional("$schema", ANY, "The JSON Schema, for editors."),
                    optional("gateway", new ValueType.Shape(GATEWAY), "{}", "The gateway itself."),
                    required("modules", new ValueType.Items(new ValueType.Shape(MODULE), 1), "The modules."),
                    optional("links", new ValueType.Items(new ValueType.Shape(LINK), 0), "[]", "The links.")));

    /** Every object, in the order of the reference. */
    static final List<ObjectSpec> ALL = List.of(
            ROOT,
            GATEWAY,
            CONTROL,
            PACKAGES,
            MODULE,
            FORK_ACTIVATION,
            SERVICE_ACTIVATION,
            CONTAINER_ACTIVATION,
            NONE_ACTIVATION,
            LINK,
            DurableKeys.DURABLE);

    private Keys() {}

    private static ValueType time(long leastMillis, long mostMillis) {
        return new ValueType.Time(Duration.ofMillis(leastMillis), Duration.ofMillis(mostMillis));
    }

    private static List<KeySpec> together(List<List<KeySpec>> groups) {
        return groups.stream().flatMap(List::stream).toList();
    }

    private static List<KeySpec> with(List<KeySpec> common, KeySpec... more) {
        List<KeySpec> keys = new ArrayList<>(List.of(more));
        keys.addAll(common);
        return keys;
    }
}

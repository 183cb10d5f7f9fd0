package dev.bulkhead.gateway.config;

import dev.bulkhead.wire.zmq.Urls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the activation of a module. */
final class ActivationReader {
    private static final String NUL = "\0";

    private final Path folder;
    private final Problems problems;

    ActivationReader(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    ActivationConfig read(@Nullable Node activation) {
        if (activation == null) {
            return new ActivationConfig.InProcess();
        }
        if (activation.kind() == Node.Kind.OBJECT) {
            return longForm(activation);
        }
        return ofType(activation.text(), shortForm(activation));
    }

    private static Node shortForm(Node word) {
        Node object = Node.object(word.place());
        object.members().put("type", new Node.Member(word.place(), word));
        return object;
    }

    private ActivationConfig longForm(Node object) {
        Node type = object.get("type");
        if (type == null) {
            problems.add(object.place(), "the key \"type\" is missing: " + new ValueType.OneOf(Keys.IN_A_HOST).words());
            return new ActivationConfig.InProcess();
        }
        String word = type.text();
        if (type.kind() == Node.Kind.STRING && Keys.IN_PROCESS.equals(word)) {
            problems.add(type.place(), "\"in-process\" has no settings; write \"activation\": \"in-process\"");
            return new ActivationConfig.InProcess();
        }
        if (type.kind() != Node.Kind.STRING || !Keys.IN_A_HOST.contains(word)) {
            problems.add(type.place(), unknown(type));
            return new ActivationConfig.InProcess();
        }
        return ofType(word, object);
    }

    /** {@return what to say about a word that is no activation of this version} */
    static String unknown(Node type) {
        return "there is no activation " + type.quoted() + Suggestion.of(type.written(), Keys.ACTIVATIONS);
    }

    private ActivationConfig ofType(String word, Node object) {
        if (word.equals(Keys.FORK)) {
            return fork(new ObjectReader(Keys.FORK_ACTIVATION, object, problems));
        }
        if (word.equals(Keys.CONTAINER)) {
            ObjectReader keys = new ObjectReader(Keys.CONTAINER_ACTIVATION, object, problems);
            return new ContainerReader(folder, keys).read(host(keys));
        }
        if (word.equals(Keys.SERVICE)) {
            return new ServiceReader(new ObjectReader(Keys.SERVICE_ACTIVATION, object, problems), this).read();
        }
        if (word.equals(Keys.NONE)) {
            ObjectReader keys = new ObjectReader(Keys.NONE_ACTIVATION, object, problems);
            return new ExternalReader(keys).read(settings(keys));
        }
        return new ActivationConfig.InProcess();
    }

    private ActivationConfig.Fork fork(ObjectReader keys) {
        return new ActivationConfig.Fork(
                host(keys),
                executable(keys, "hostPath"),
                file(keys, "configPath"),
                jvm(keys),
                limits(keys),
                process(keys));
    }

    JvmSettings jvm(ObjectReader keys) {
        keys.requirePort("debug");
        return new JvmSettings(
                executable(keys, "java"),
                keys.sizeIfThere("heap"),
                keys.whole("gcThreads"),
                keys.texts("jvmOptions"),
                keys.textOrNull("debug"));
    }

    private ProcessSettings process(ObjectReader keys) {
        requireVariables(keys.value("environment"));
        Path workingDirectory = keys.path("workingDirectory", folder);
        if (workingDirectory != null && !Files.isDirectory(workingDirectory)) {
            keys.refuse("workingDirectory", "there is no folder \"" + keys.written("workingDirectory") + "\"");
        }
        return new ProcessSettings(
                keys.textOrNull("user"),
                keys.textOrNull("group"),
                keys.textOrNull("nice") == null ? OptionalInt.empty() : OptionalInt.of(keys.whole("nice")),
                keys.textMap("environment"),
                keys.texts("passEnvironment"),
                workingDirectory);
    }

    private void requireVariables(@Nullable Node environment) {
        Map<String, Node.Member> members = environment == null ? Map.of() : environment.members();
        members.forEach((name, member) -> {
            if (name.isEmpty() || name.contains("=") || name.contains(NUL)) {
                problems.add(
                        member.key(),
                        "\"" + name.replace(NUL, "\\u0000")
                                + "\" is no name of a variable; a name is not empty, and has neither \"=\" nor \"\\u0000\"");
            } else if (member.value().text().contains(NUL)) {
                problems.add(member.value().place(), "the variable \"" + name + "\" cannot have a \"\\u0000\" in it");
            }
        });
    }

    static LimitSettings limits(ObjectReader keys) {
        OptionalLong memory = keys.sizeIfThere("memory");
        OptionalLong heap = keys.sizeIfThere("heap");
        if (heap.isPresent() && memory.isPresent() && memory.getAsLong() <= heap.getAsLong()) {
            keys.refuse(
                    "memory",
                    "the memory " + keys.written("memory") + " must hold more than the heap, which is "
                            + keys.written("heap"));
        }
        return new LimitSettings(memory, keys.cores("cpu"));
    }

    HostSettings host(ObjectReader keys) {
        requireLoopback(keys, "listen");
        requireLoopback(keys, "remote");
        return settings(keys);
    }

    private static HostSettings settings(ObjectReader keys) {
        keys.requirePort("listen");
        keys.requirePort("remote");
        Duration heartbeat = keys.duration("heartbeat");
        Duration limit = keys.duration("heartbeatLimit");
        if (limit.compareTo(heartbeat.multipliedBy(2)) < 0) {
            keys.refuse(
                    "heartbeatLimit",
                    "the heartbeatLimit " + keys.written("heartbeatLimit")
                            + " is less than twice the heartbeat, which is " + keys.written("heartbeat"));
        }
        Duration startTimeout = keys.textOrNull("startTimeout") == null ? null : keys.duration("startTimeout");
        return new HostSettings(
                keys.text("listen"), keys.textOrNull("remote"), heartbeat, limit, startTimeout, keys.duration("grace"));
    }

    private static void requireLoopback(ObjectReader keys, String key) {
        String url = keys.textOrNull(key);
        if (url != null && !Urls.isLoopback(url)) {
            keys.refuse(
                    key,
                    "\"" + keys.written(key)
                            + "\" is beyond loopback, where others could read and forge what is said; only \"activation\": "
                            + "\"none\" has hosts there, with a \"hostKey\"");
        }
    }

    @Nullable
    Path executable(ObjectReader keys, String key) {
        Path file = file(keys, key);
        if (file != null && Files.isRegularFile(file) && !Files.isExecutable(file)) {
            keys.refuse(key, "\"" + keys.written(key) + "\" is not executable");
        }
        return file;
    }

    private @Nullable Path file(ObjectReader keys, String key) {
        Path file = keys.path(key, folder);
        if (file != null && !Files.isRegularFile(file)) {
            keys.refuse(key, "there is no file \"" + keys.written(key) + "\"");
        }
        return file;
    }
}

package dev.bulkhead.gateway.config;

import dev.bulkhead.broker.LinkSpec;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code gateway.json}: either there is a configuration in which everything fits, or a list of all that does not. */
public final class ConfigLoader {
    /** Of a file, in bytes. */
    private static final int LONGEST = 16 << 20;

    private static final Node.Place FILE = new Node.Place(1, 1, "");
    private static final String DATA = "data";

    private final ClassProbe probe;
    private final Function<String, @Nullable String> environment;

    /**
     * Makes a loader.
     *
     * @param probe looks at the modules' classes
     * @param environment the environment variables; null for one that is not set
     */
    public ConfigLoader(ClassProbe probe, Function<String, @Nullable String> environment) {
        this.probe = probe;
        this.environment = environment;
    }

    /**
     * {@return the configuration in a file}
     *
     * @throws ConfigException with everything that is wrong
     */
    public GatewayConfig load(Path file) throws ConfigException {
        return load(file, file);
    }

    /**
     * {@return the configuration in a file that is to take the place of another}
     *
     * @param place the other file; paths are relative to it
     * @throws ConfigException with everything that is wrong
     */
    public GatewayConfig load(Path file, Path place) throws ConfigException {
        Problems problems = new Problems(file.toString());
        return parse(read(file.toAbsolutePath().normalize(), problems), place, problems);
    }

    /**
     * {@return the configuration in a text}
     *
     * @param place the file that it stands in, or might; paths are relative to it
     * @throws ConfigException with everything that is wrong
     */
    public GatewayConfig parse(String text, Path place) throws ConfigException {
        return parse(text, place, new Problems(place.toString()));
    }

    /**
     * {@return the text in a file}
     *
     * @throws ConfigException if it cannot be read
     */
    public String text(Path file) throws ConfigException {
        return read(file.toAbsolutePath().normalize(), new Problems(file.toString()));
    }

    /** {@return what reads configurations that are to take the place of one that is in force} */
    public ConfigSource inPlaceOf(Path place) {
        return new ConfigSource() {
            @Override
            public GatewayConfig load(Path file) throws ConfigException {
                return ConfigLoader.this.load(file, place);
            }

            @Override
            public GatewayConfig parse(String text) throws ConfigException {
                return ConfigLoader.this.parse(text, place);
            }
        };
    }

    private GatewayConfig parse(String text, Path place, Problems problems) throws ConfigException {
        Path absolute = place.toAbsolutePath().normalize();
        Path folder = absolute.resolveSibling("");
        Node written = new NodeParser(problems).parse(text);
        if (written.kind() != Node.Kind.OBJECT) {
            problems.add(
                    written.place(), "the configuration is " + written.kind().words() + "; expected is an object");
            throw problems.asException();
        }
        Node root = new Substitution(folder, environment, problems).apply(written);
        GatewayConfig config = config(absolute, folder, new ObjectReader(Keys.ROOT, root, problems), problems);
        if (!problems.isEmpty()) {
            throw problems.asException();
        }
        return config;
    }

    /**
     * {@return the data folder of the gateway that a file configures, whatever else is wrong in that file}
     *
     * @throws ConfigException if the file does not tell it
     */
    public Path dataFolder(Path file) throws ConfigException {
        Problems problems = new Problems(file.toString());
        Path folder = file.toAbsolutePath().normalize().resolveSibling("");
        Path path = gateway(file, List.of(DATA), problems).path(DATA, folder);
        if (!problems.isEmpty()) {
            throw problems.asException();
        }
        return path == null ? folder : path;
    }

    /**
     * {@return what a file says about packages, whatever else is wrong in that file}
     *
     * @throws ConfigException if the file does not tell it
     */
    public PackageUse packages(Path file) throws ConfigException {
        Problems problems = new Problems(file.toString());
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.resolveSibling("");
        ObjectReader gateway = gateway(file, List.of("modules", "packages"), problems);
        PackageUse use = new PackageUse(
                folder,
                gateway.paths("modules", folder),
                gateway.object("packages").texts("keys"),
                uses(absolute));
        if (!problems.isEmpty()) {
            throw problems.asException();
        }
        return use;
    }

    private List<PackageUse.Use> uses(Path file) throws ConfigException {
        Problems unheeded = new Problems(file.toString());
        Node modules = new NodeParser(unheeded).find(read(file, unheeded), "modules");
        List<PackageUse.Use> uses = new ArrayList<>();
        if (modules != null) {
            Node filled = new Substitution(file.resolveSibling(""), environment, unheeded).apply(modules);
            for (Node module : filled.items()) {
                Node name = module.get("name");
                Node type = module.get("type");
                Node version = module.get("version");
                if (name != null && type != null) {
                    uses.add(new PackageUse.Use(name.text(), type.text(), version == null ? null : version.text()));
                }
            }
        }
        return uses;
    }

    /** {@return the keys of the gateway's part of a file that matter, whatever is wrong in the rest} */
    private ObjectReader gateway(Path file, List<String> keys, Problems problems) throws ConfigException {
        Path absolute = file.toAbsolutePath().normalize();
        // What is only odd, such as a key that stands there twice, is no matter here.
        Node gateway = new NodeParser(new Problems(file.toString())).find(read(absolute, problems), "gateway");
        if (gateway != null && gateway.kind() != Node.Kind.OBJECT) {
            problems.add(gateway.place(), gateway.quoted() + " does not fit here; expected is an object: gateway");
            throw problems.asException();
        }
        Node part = Node.object(FILE);
        Substitution substitution = new Substitution(absolute.resolveSibling(""), environment, problems);
        for (String key : keys) {
            Node.Member written = gateway == null ? null : gateway.members().get(key);
            if (written != null) {
                part.members().put(key, new Node.Member(written.key(), substitution.apply(written.value())));
            }
        }
        return new ObjectReader(Keys.GATEWAY, part, problems);
    }

    private static String read(Path file, Problems problems) throws ConfigException {
        try {
            String text = SmallFile.read(file, LONGEST);
            // Some editors begin a file with a mark of its byte order.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            problems.add(FILE, "the file is not UTF-8");
        } catch (SmallFile.TooLargeException e) {
            problems.add(FILE, "the file " + e.getMessage());
        } catch (IOException e) {
            String why = Files.notExists(file) ? "there is no such file" : "it cannot be read";
            problems.add(FILE, Files.isDirectory(file) ? "this is a folder, not a file" : why);
        }
        throw problems.asException();
    }

    private GatewayConfig config(Path file, Path folder, ObjectReader root, Problems problems) {
        GatewaySettings gateway = settings(folder, root.object("gateway"));
        ListenAddress control = gateway.control();
        Map<String, ModuleConfig> modules = new ModuleReader(
                        folder,
                        probe,
                        new TypeReader(
                                folder, gateway.modules(), gateway.packages().keys()),
                        control.host() + ":" + control.port(),
                        problems)
                .read(root.items("modules"), root.items("links"));
        List<LinkReader.Placed> links = new LinkReader(modules.keySet(), problems).read(root.items("links"));
        new BlockingCycles(modules.keySet(), links, problems).report(modules.keySet());
        List<LinkSpec> specs = links.stream().map(LinkReader.Placed::link).toList();
        return new GatewayConfig(file, gateway, List.copyOf(modules.values()), specs);
    }

    private static GatewaySettings settings(Path folder, ObjectReader keys) {
        Path data = keys.path(DATA, folder);
        int maxMessage = (int) keys.size("maxMessage");
        return new GatewaySettings(
                keys.text("name"),
                address(keys.object("control")),
                data == null ? folder : data,
                maxMessage,
                keys.flag("watch"),
                keys.texts("postMortem"),
                keys.paths("modules", folder),
                new PackageSettings(keys.object("packages").texts("keys")));
    }

    private static ListenAddress address(ObjectReader control) {
        String address = control.text("listen");
        int colon = address.lastIndexOf(':');
        control.requirePort("listen");
        return new ListenAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }
}

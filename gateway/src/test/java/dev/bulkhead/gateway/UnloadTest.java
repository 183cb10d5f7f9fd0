package dev.bulkhead.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.gateway.config.ConfigLoader;
import java.io.File;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A module that is down leaves no class behind in the gateway's process, whatever it did. The modules are compiled here, and note their
 * class loaders in the system's properties, which both sides see.
 */
class UnloadTest {
    private static final String LOADERS = "bulkhead.test.loaders";

    /** Does all that may leave a trace. */
    private static final String MODULES = """
            package com.acme;

            import dev.bulkhead.api.*;
            import dev.bulkhead.api.Module;
            import java.lang.ref.WeakReference;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.*;
            import org.slf4j.*;

            public class Busy implements Module, Suspendable, Stateful {
                private static final Logger LOG = LoggerFactory.getLogger(Busy.class);
                private static final ThreadLocal<Object> MINE = new ThreadLocal<>();
                protected ModuleContext context;

                public enum Colour { RED, GREEN }
                public record Inner(@Arg(max = 2) Double x) {}
                public record Args(@Arg(required = true) String what, Colour colour, List<Inner> inner, Map<String, Path> paths) {}
                public static class Own extends RuntimeException { Own() { super("its own words"); } }

                public Busy() {
                    note(getClass());
                }

                @SuppressWarnings("unchecked")
                static void note(Class<?> type) {
                    ((Map<String, WeakReference<ClassLoader>>) System.getProperties().get("LOADERS"))
                            .put(type.getSimpleName(), new WeakReference<>(type.getClassLoader()));
                }

                public void create(ModuleContext context) throws Exception {
                    this.context = context;
                    Args args = context.args(Args.class);
                    MINE.set(new Inner(1.0));
                    MDC.put("acme", "mine");
                    context.condition("ready", true);
                    context.every(Duration.ofMillis(1), () -> context.publish(Message.of(Map.of("kind", "tick"), args.what())));
                    System.loadLibrary("valve");
                    LOG.info("created with {}", args, new Own());
                }

                public void start() { LOG.info("started {}", MINE.get()); }
                public void receive(Message message) { LOG.debug("{}", this); throw new Own(); }
                public void suspend() {}
                public void resume() {}
                public byte[] saveState() { return new byte[1]; }
                public void restoreState(byte[] state) {}
                public void destroy() { context.condition("ready", false); throw new Own(); }

                public static class FailsInCreate extends Busy {
                    public void create(ModuleContext context) throws Exception { super.create(context); throw new Own(); }
                }
                public static class FailsInStart extends Busy {
                    public void start() { throw new Own(); }
                }
                public static class FailsWhenMade extends Busy {
                    public FailsWhenMade() { throw new Own(); }
                }
                public static class Misconfigured extends Busy {}
                public static class Sink extends Busy {}
            }
            """.replace("LOADERS", LOADERS);

    private static final String CONFIGURATION = """
            { "gateway": { "control": { "listen": "127.0.0.1:0" } },
              "modules": [ %s,
                { "name": "wrong", "class": "com.acme.Busy$Misconfigured", "path": "busy.jar", "args": { "colour": "red" } } ],
              "links": [ { "source": "busy", "sink": "sink" } ] }
            """;
    private static final String MODULE = """
            { "name": "%s", "class": "com.acme.Busy%s", "path": "busy.jar",
              "args": { "what": "a", "colour": "GREEN", "inner": [ { "x": 1 } ], "paths": { "a": "/tmp" } } }""";

    @TempDir
    private Path folder;

    private final Map<String, WeakReference<ClassLoader>> loaders = new ConcurrentHashMap<>();

    @BeforeEach
    void compile() throws Exception {
        System.getProperties().put(LOADERS, loaders);
        Path source = Files.writeString(folder.resolve("Busy.java"), MODULES);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", classes.toString(), source.toString());
        assertThat(status).isZero();
        Path descriptor = classes.resolve("META-INF/bulkhead/package.json");
        Files.createDirectories(descriptor.getParent());
        Files.writeString(descriptor, """
                { "native": [ { "os": "%s", "arch": "%s", "path": "native" } ] }
                """.formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
        Path library = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("jsig"));
        Files.copy(library, Files.createDirectory(classes.resolve("native")).resolve(System.mapLibraryName("valve")));
        try (OutputStream out = Files.newOutputStream(folder.resolve("busy.jar"));
                JarOutputStream jar = new JarOutputStream(out);
                var files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                jar.write(Files.readAllBytes(file));
            }
        }
    }

    @AfterEach
    void forget() {
        System.getProperties().remove(LOADERS);
    }

    private Gateway gateway() throws Exception {
        String modules = String.join(
                ",",
                MODULE.formatted("busy", ""),
                MODULE.formatted("sink", "$Sink"),
                MODULE.formatted("create", "$FailsInCreate"),
                MODULE.formatted("start", "$FailsInStart"),
                MODULE.formatted("make", "$FailsWhenMade"));
        Path file = Files.writeString(folder.resolve("gateway.json"), CONFIGURATION.formatted(modules));
        ConfigLoader loader = new ConfigLoader((className, path) -> Optional.empty(), name -> null);
        Path nowhere = folder.resolve("nowhere");
        return new Gateway(
                loader.load(file), new Installation(nowhere, nowhere, null, "bulkhead"), loader.inPlaceOf(file));
    }

    private static void awaitGone(WeakReference<ClassLoader> loader) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    @Test
    void shouldLeaveNoClassOfAModuleThatIsDown() throws Exception {
        try (Gateway gateway = gateway()) {
            gateway.start();
            for (String failed : List.of("FailsInCreate", "FailsInStart", "FailsWhenMade", "Misconfigured")) {
                assertThat(loaders).containsKey(failed);
                awaitGone(loaders.get(failed));
            }
            await().until(() -> gateway.status().links().get(0).ledger().published() > 3);
            for (String module : List.of("Sink", "Busy")) {
                assertThat(loaders.get(module).get()).isNotNull();
                gateway.controller().deactivate(module.toLowerCase(Locale.ROOT)).get(30, TimeUnit.SECONDS);
                awaitGone(loaders.get(module));
            }
        }
    }
}

package dev.bulkhead.processor;

import dev.bulkhead.packages.Descriptor;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources with the processor, as an author's build does. */
final class Compilation {
    private static final Pattern CLASS = Pattern.compile("(?:class|record|enum|interface) (\\w+)");
    private static final String HEAD = "package com.acme; import dev.bulkhead.api.*; import dev.bulkhead.api.Module; ";

    private final List<String> options = new ArrayList<>(List.of("-Abulkhead.version=1.0.0"));
    private final List<JavaFileObject> sources = new ArrayList<>();
    private final Path out;

    Compilation(Path out) {
        this.out = out;
    }

    Compilation options(String... others) {
        options.clear();
        options.addAll(List.of(others));
        return this;
    }

    /** Adds a class of {@code com.acme}, all of whose lines keep their numbers. */
    Compilation source(String code) {
        Matcher name = CLASS.matcher(code);
        if (!name.find()) {
            throw new IllegalArgumentException(code);
        }
        return file(name.group(1), HEAD + code);
    }

    /** Adds a file of whatever package. */
    Compilation file(String name, String code) {
        URI uri = URI.create("string:///" + name + ".java");
        sources.add(new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        });
        return this;
    }

    /** Adds a module with this at its head, and this in its body. */
    Compilation module(String head, String body) {
        return source(head + """
                 implements Module {
                  public void create(ModuleContext context) {}
                  public void receive(Message message) {}
                  public void destroy() {}
                """ + body + "}");
    }

    /** {@return the errors, each as FILE:LINE: TEXT} */
    List<String> errors() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            List<String> all = new ArrayList<>(List.of("-d", out.toString(), "-Xlint:all", "-Werror"));
            all.addAll(options);
            JavaCompiler.CompilationTask task = compiler.getTask(new StringWriter(), files, found, all, null, sources);
            task.setProcessors(List.of(new PackageProcessor()));
            boolean unused = task.call();
        }
        return found.getDiagnostics().stream().map(Compilation::line).toList();
    }

    private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        String where = source == null
                ? ""
                : Path.of(source.toUri().getPath()).getFileName() + ":" + diagnostic.getLineNumber() + ": ";
        return where + diagnostic.getMessage(Locale.ROOT);
    }

    /** {@return the descriptor that the processor wrote} */
    String descriptor() throws IOException {
        List<String> errors = errors();
        if (!errors.isEmpty()) {
            throw new AssertionError(errors);
        }
        return Files.readString(out.resolve(Descriptor.IN_JAR));
    }
}

package dev.bulkhead.processor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.packages.Descriptor;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/** Collects the {@code @ModuleType} classes of a compilation, and writes the descriptor of their package. */
public final class PackageProcessor extends AbstractProcessor {
    private final Set<String> marked = new LinkedHashSet<>();

    /** {@return all of the API: a compiler that warns of what no processor knows has nothing to warn of} */
    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(Api.PACKAGE + "*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Options.NAMES;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    @SuppressWarnings("DoNotClaimAnnotations") // they are ours alone, and -Xlint:processing warns of what nobody claims
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            if (Api.ON_CLASSES.contains(annotation.getQualifiedName().toString())) {
                round.getElementsAnnotatedWith(annotation).forEach(each -> marked.add(each.toString()));
            }
        }
        // At the end, when all classes are there that other processors make.
        if (round.processingOver() && !round.errorRaised() && !marked.isEmpty()) {
            write(processingEnv);
        }
        return true;
    }

    private void write(ProcessingEnvironment environment) {
        Elements elements = environment.getElementUtils();
        List<TypeElement> classes = marked.stream()
                .sorted()
                .map(elements::getTypeElement)
                .filter(Objects::nonNull)
                .toList();
        Problems problems = new Problems(environment.getMessager());
        Optional<ObjectNode> descriptor = new DescriptorMaker(environment, problems).of(classes);
        if (descriptor.isPresent() && problems.none()) {
            write(environment, descriptor.get(), classes);
        }
    }

    private static void write(ProcessingEnvironment environment, ObjectNode descriptor, List<TypeElement> classes) {
        try (Writer file = environment
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", Descriptor.IN_JAR, classes.toArray(new Element[0]))
                .openWriter()) {
            file.write(descriptor.toPrettyString());
            file.write('\n');
        } catch (IOException e) {
            new Problems(environment.getMessager()).add("cannot write " + Descriptor.IN_JAR + ": " + e);
        }
    }
}

package dev.bulkhead.processor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.packages.OfferedType;
import dev.bulkhead.packages.PackageName;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads one {@code @ModuleType} class, and checks all that a host would refuse it for. */
final class TypeReader {
    private final Elements elements;
    private final Types types;
    private final Problems problems;
    private final Javadoc javadoc;
    private final RecordSchema schemas;

    TypeReader(ProcessingEnvironment environment, Problems problems) {
        elements = environment.getElementUtils();
        types = environment.getTypeUtils();
        this.problems = problems;
        javadoc = new Javadoc(elements);
        schemas = new RecordSchema(environment, javadoc, problems);
    }

    /** {@return what the package offers with this class; empty where a problem was told} */
    Optional<OfferedType> read(TypeElement type, Mirror mark) {
        boolean usable = isUsable(type);
        Optional<PackageName> name = name(type, mark);
        ObjectNode args = args(type, mark);
        return usable && name.isPresent()
                ? Optional.of(new OfferedType(
                        name.get(), elements.getBinaryName(type).toString(), javadoc.sentence(type), args))
                : Optional.empty();
    }

    private boolean isUsable(TypeElement type) {
        String why = whyNot(type);
        if (!why.isEmpty()) {
            problems.add(type, "the class " + type.getQualifiedName() + " " + why);
        }
        return why.isEmpty();
    }

    private String whyNot(TypeElement type) {
        if (!isModule(type)) {
            return "does not implement " + Api.MODULE;
        }
        if (type.getKind() == ElementKind.INTERFACE || type.getModifiers().contains(Modifier.ABSTRACT)) {
            return "is abstract; a module is made from it";
        }
        if (!type.getModifiers().contains(Modifier.PUBLIC)) {
            return "is not public; a host could not make it";
        }
        if (type.getNestingKind().isNested() && !type.getModifiers().contains(Modifier.STATIC)) {
            return "is an inner class; make it static, or give it a file of its own";
        }
        boolean constructible = ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .anyMatch(constructor -> constructor.getParameters().isEmpty()
                        && constructor.getModifiers().contains(Modifier.PUBLIC));
        return constructible ? "" : "has no public constructor without parameters";
    }

    private boolean isModule(TypeElement type) {
        TypeElement module = elements.getTypeElement(Api.MODULE);
        return module != null && types.isAssignable(type.asType(), module.asType());
    }

    private Optional<PackageName> name(TypeElement type, Mirror mark) {
        try {
            return Optional.of(PackageName.of(mark.text("value")));
        } catch (IllegalArgumentException e) {
            problems.add(type, mark, "value", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private ObjectNode args(TypeElement type, Mirror mark) {
        TypeMirror args = mark.type("args").orElse(type.asType());
        if (args.getKind() == TypeKind.DECLARED) {
            Element element = ((DeclaredType) args).asElement();
            if (((TypeElement) element).getQualifiedName().contentEquals(Void.class.getName())) {
                return RecordSchema.nothing();
            }
            if (element.getKind() == ElementKind.RECORD) {
                return schemas.of((DeclaredType) args);
            }
        }
        problems.add(
                type,
                mark,
                "args",
                args + " is no record; arguments are bound to a record, Void.class if there are none");
        return RecordSchema.nothing();
    }
}

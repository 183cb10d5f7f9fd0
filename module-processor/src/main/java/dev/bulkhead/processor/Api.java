package dev.bulkhead.processor;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** The module API that an author compiles with: names, and its version. */
final class Api {
    static final String PACKAGE = "dev.bulkhead.api.";
    static final String MODULE = PACKAGE + "Module";
    static final String MODULE_TYPE = PACKAGE + "ModuleType";
    static final String ARG = PACKAGE + "Arg";
    static final String NATIVE_PART = PACKAGE + "NativePart";
    static final String NATIVE_PARTS = NATIVE_PART + ".Parts";
    /** The annotations of classes that end up in a descriptor. */
    static final Set<String> ON_CLASSES = Set.of(MODULE_TYPE, NATIVE_PART, NATIVE_PARTS);

    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+)\\..*");

    private Api() {}

    /** {@return the versions that what is compiled with it runs with; empty if the class path has no such API} */
    static Optional<String> range(Elements elements) {
        TypeElement api = elements.getTypeElement(PACKAGE + "Api");
        if (api == null) {
            return Optional.empty();
        }
        return ElementFilter.fieldsIn(api.getEnclosedElements()).stream()
                .filter(field -> field.getSimpleName().contentEquals("VERSION"))
                .map(VariableElement::getConstantValue)
                .map(String::valueOf)
                .map(VERSION::matcher)
                .filter(Matcher::matches)
                .map(version -> "^" + version.group(1))
                .findFirst();
    }
}

package dev.bulkhead.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * An annotation as the compiler sees it. Not as an object: the API that an author compiles with may be another than any that this
 * processor could load.
 */
record Mirror(AnnotationMirror mirror) {
    /** {@return the annotation of this name, if the element has it} */
    static Optional<Mirror> of(Element element, String name) {
        return element.getAnnotationMirrors().stream()
                .map(Mirror::new)
                .filter(each -> each.isOf(name))
                .findFirst();
    }

    /** {@return all annotations of this name, those too that the compiler wrapped into one} */
    static List<Mirror> allOf(Element element, String name, String wrapper) {
        List<Mirror> all = new ArrayList<>();
        of(element, name).ifPresent(all::add);
        of(element, wrapper).ifPresent(wrapped -> {
            if (wrapped.value("value") instanceof List<?> values) {
                for (Object each : values) {
                    if (each instanceof AnnotationValue value && value.getValue() instanceof AnnotationMirror one) {
                        all.add(new Mirror(one));
                    }
                }
            }
        });
        return all;
    }

    private boolean isOf(String name) {
        return ((TypeElement) mirror.getAnnotationType().asElement())
                .getQualifiedName()
                .contentEquals(name);
    }

    /** {@return what stands in the source for a key} */
    Optional<AnnotationValue> written(String key) {
        return mirror.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(key))
                .map(Map.Entry<? extends ExecutableElement, ? extends AnnotationValue>::getValue)
                .map(AnnotationValue.class::cast)
                .findFirst();
    }

    /** {@return the value of a key, its default if it is not written} */
    private Object value(String key) {
        return written(key)
                .or(() -> ElementFilter.methodsIn(
                                mirror.getAnnotationType().asElement().getEnclosedElements())
                        .stream()
                        .filter(method -> method.getSimpleName().contentEquals(key))
                        .map(ExecutableElement::getDefaultValue)
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException(mirror + " has no " + key))
                .getValue();
    }

    String text(String key) {
        return String.valueOf(value(key));
    }

    double number(String key) {
        return value(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    boolean flag(String key) {
        return Boolean.TRUE.equals(value(key));
    }

    Optional<TypeMirror> type(String key) {
        return value(key) instanceof TypeMirror type ? Optional.of(type) : Optional.empty();
    }
}

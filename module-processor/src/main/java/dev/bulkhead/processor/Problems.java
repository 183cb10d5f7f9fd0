package dev.bulkhead.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** Tells the author what is wrong, and where. */
final class Problems {
    private final Messager messager;
    private boolean any;

    Problems(Messager messager) {
        this.messager = messager;
    }

    /** {@return whether nothing was wrong so far} */
    boolean none() {
        return !any;
    }

    /** Something is wrong that has no place in the sources. */
    void add(String text) {
        any = true;
        messager.printMessage(Diagnostic.Kind.ERROR, text);
    }

    /** Something is wrong with a class or a part of it. */
    void add(Element place, String text) {
        any = true;
        messager.printMessage(Diagnostic.Kind.ERROR, text, place);
    }

    /** Something is wrong with what an annotation says; the place is the value if it stands there. */
    void add(Element place, Mirror annotation, String key, String text) {
        any = true;
        AnnotationMirror mirror = annotation.mirror();
        annotation
                .written(key)
                .ifPresentOrElse(
                        value -> messager.printMessage(Diagnostic.Kind.ERROR, text, place, mirror, value),
                        () -> messager.printMessage(Diagnostic.Kind.ERROR, text, place, mirror));
    }
}

package dev.bulkhead.testkit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives tests their {@link ModuleUnderTest}; see {@link BulkheadTest}. */
public final class BulkheadExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace OURS = Namespace.create(BulkheadExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == ModuleUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        BulkheadTest asked = AnnotationSupport.findAnnotation(
                        test.getRequiredTestClass(), BulkheadTest.class, test.getEnclosingTestClasses())
                .orElseThrow(() -> new ParameterResolutionException(
                        "the class " + test.getRequiredTestClass().getName()
                                + " does not say which module: @BulkheadTest(….class)"));
        return test.getStore(OURS)
                .getOrComputeIfAbsent(
                        test.getUniqueId(), unusedKey -> new ModuleUnderTest(asked.value()), ModuleUnderTest.class);
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        ModuleUnderTest module = test.getStore(OURS).remove(test.getUniqueId(), ModuleUnderTest.class);
        if (module != null) {
            module.end(test.getExecutionException().isEmpty());
        }
    }
}

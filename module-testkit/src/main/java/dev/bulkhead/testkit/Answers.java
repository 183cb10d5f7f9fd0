package dev.bulkhead.testkit;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stands between a module and its context, and answers what it publishes as the test wants. */
final class Answers {
    private volatile @Nullable PublishResult forced;

    /** Answers so from now on; null for the truth. */
    void force(@Nullable PublishResult answer) {
        forced = answer;
    }

    /** {@return the module, with the same roles, whose context this is in} */
    Module around(Module module) {
        List<Class<?>> roles = new ArrayList<>(List.of(Module.class));
        if (module instanceof Suspendable) {
            roles.add(Suspendable.class);
        }
        if (module instanceof Stateful) {
            roles.add(Stateful.class);
        }
        return (Module) Proxy.newProxyInstance(
                Answers.class.getClassLoader(),
                roles.toArray(Class<?>[]::new),
                (unusedProxy, method, arguments) -> call(module, method, arguments));
    }

    private @Nullable Object call(Module module, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("create") && arguments != null) {
            module.create(new Context((ModuleContext) arguments[0]));
            return null;
        }
        try {
            return method.invoke(module, arguments);
        } catch (InvocationTargetException e) {
            throw Optional.ofNullable(e.getCause()).orElse(e);
        }
    }

    private final class Context implements ModuleContext {
        private final ModuleContext real;

        Context(ModuleContext real) {
            this.real = real;
        }

        @Override
        public String name() {
            return real.name();
        }

        @Override
        public <T> T args(Class<T> type) {
            return real.args(type);
        }

        @Override
        public String argsJson() {
            return real.argsJson();
        }

        @Override
        public PublishResult publish(Message message) {
            PublishResult answer = forced;
            if (answer == null) {
                return real.publish(message);
            }
            if (answer == PublishResult.ACCEPTED || answer == PublishResult.PARTLY_DROPPED) {
                real.publish(message);
            }
            return answer;
        }

        @Override
        public void every(Duration period, Runnable work) {
            real.every(period, work);
        }

        @Override
        public InstantSource clock() {
            return real.clock();
        }

        @Override
        public void condition(String name, boolean holds) {
            real.condition(name, holds);
        }
    }
}

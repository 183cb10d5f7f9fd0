package dev.bulkhead.gateway.lifecycle;

import static dev.bulkhead.gateway.lifecycle.Request.ACTIVATE;
import static dev.bulkhead.gateway.lifecycle.Request.DEACTIVATE;
import static dev.bulkhead.gateway.lifecycle.Request.DESTROY;
import static dev.bulkhead.gateway.lifecycle.Request.HIBERNATE;
import static dev.bulkhead.gateway.lifecycle.Request.RESUME;
import static dev.bulkhead.gateway.lifecycle.Request.SUSPEND;
import static dev.bulkhead.gateway.lifecycle.Request.UNAVAILABLE;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a request in each state: the table in {@code docs/lifecycle.md}, which a test holds against this. */
public final class Transitions {
    /** What becomes of a request. */
    public enum Verdict {
        /** It is done. */
        DONE(null),
        /** It is so already. */
        NOTHING_TO_DO(null),
        /** That does not go from here. */
        ILLEGAL_STATE(ControlError.ILLEGAL_STATE),
        /** It is under way already. */
        IN_PROGRESS(ControlError.IN_PROGRESS),
        /** Only a module that runs can do that. */
        NOT_ACTIVE(ControlError.UNAVAILABLE),
        /** Not before it is awake. */
        HIBERNATED(ControlError.HIBERNATED);

        private final @Nullable ControlError error;

        Verdict(@Nullable ControlError error) {
            this.error = error;
        }

        /** {@return what is said to who asked; null if it is no refusal} */
        public @Nullable ControlError error() {
            return error;
        }
    }

    private static final Map<ModuleState, Map<Request, Verdict>> TABLE = new EnumMap<>(ModuleState.class);

    static {
        in(ModuleState.UNAVAILABLE, Verdict.ILLEGAL_STATE)
                .with(DEACTIVATE, Verdict.DONE)
                .with(UNAVAILABLE, Verdict.NOTHING_TO_DO)
                .with(DESTROY, Verdict.DONE)
                .rests(Verdict.NOT_ACTIVE);
        in(ModuleState.DEACTIVATED, Verdict.ILLEGAL_STATE)
                .with(ACTIVATE, Verdict.DONE)
                .with(DEACTIVATE, Verdict.NOTHING_TO_DO)
                .with(UNAVAILABLE, Verdict.DONE)
                .with(DESTROY, Verdict.DONE)
                .rests(Verdict.NOT_ACTIVE);
        in(ModuleState.PRECONDITION, Verdict.ILLEGAL_STATE)
                .with(ACTIVATE, Verdict.DONE)
                .with(DEACTIVATE, Verdict.DONE)
                .with(DESTROY, Verdict.DONE)
                .rests(Verdict.NOT_ACTIVE);
        in(ModuleState.ACTIVATION, Verdict.ILLEGAL_STATE)
                .with(ACTIVATE, Verdict.IN_PROGRESS)
                .rests(Verdict.NOT_ACTIVE);
        in(ModuleState.ACTIVATED, Verdict.ILLEGAL_STATE)
                .with(ACTIVATE, Verdict.NOTHING_TO_DO)
                .with(DEACTIVATE, Verdict.DONE)
                .with(HIBERNATE, Verdict.DONE)
                .rests(Verdict.DONE);
        in(ModuleState.DEACTIVATION, Verdict.ILLEGAL_STATE)
                .with(DEACTIVATE, Verdict.IN_PROGRESS)
                .rests(Verdict.NOT_ACTIVE);
        in(ModuleState.HIBERNATED, Verdict.ILLEGAL_STATE)
                .with(ACTIVATE, Verdict.DONE)
                .with(DEACTIVATE, Verdict.DONE)
                .rests(Verdict.HIBERNATED);
        in(ModuleState.DESTROYED, Verdict.ILLEGAL_STATE);
    }

    private Transitions() {}

    /** {@return what becomes of a request in a state; whether the module is suspended, and can be, is not asked here} */
    public static Verdict of(ModuleState state, Request request) {
        return TABLE.getOrDefault(state, Map.of()).getOrDefault(request, Verdict.ILLEGAL_STATE);
    }

    private static Row in(ModuleState state, Verdict elsewise) {
        Map<Request, Verdict> row = new EnumMap<>(Request.class);
        for (Request request : Request.values()) {
            row.put(request, elsewise);
        }
        TABLE.put(state, row);
        return new Row(row);
    }

    private record Row(Map<Request, Verdict> verdicts) {
        Row with(Request request, Verdict verdict) {
            verdicts.put(request, verdict);
            return this;
        }

        void rests(Verdict verdict) {
            verdicts.put(SUSPEND, verdict);
            verdicts.put(RESUME, verdict);
        }
    }
}

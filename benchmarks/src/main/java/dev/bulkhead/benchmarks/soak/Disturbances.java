package dev.bulkhead.benchmarks.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Kills and deactivates modules in turn. Each step but a kill takes back the one before it, so nobody is down for longer than a step. */
final class Disturbances {
    private static final String DEACTIVATE = "deactivate";
    private static final String ACTIVATE = "activate";
    private static final String KILL = "kill";

    private record Step(String what, String module) {}

    private static final List<Step> STEPS = List.of(
            new Step(KILL, SoakConfiguration.VICTIM),
            new Step(DEACTIVATE, SoakConfiguration.SLEEPER),
            new Step(ACTIVATE, SoakConfiguration.SLEEPER),
            new Step(KILL, SoakConfiguration.KEEPER),
            new Step(DEACTIVATE, SoakConfiguration.KEEPER),
            new Step(ACTIVATE, SoakConfiguration.KEEPER));

    private final ControlEndpoint control;
    private final double everySeconds;
    private final List<Double> moments = new ArrayList<>();
    private double next;
    private int done;
    private int kills;

    /**
     * Begins after one pause.
     *
     * @param everySeconds the pause between two disturbances
     */
    Disturbances(ControlEndpoint control, double everySeconds) {
        this.control = control;
        this.everySeconds = everySeconds;
        next = everySeconds;
    }

    /** Does what is due. An activation comes with the first look after its deactivation. */
    void look(double seconds, JsonNode status) throws IOException, InterruptedException {
        Step step = STEPS.get(done % STEPS.size());
        if (step.what().equals(ACTIVATE)) {
            control.call(ACTIVATE, step.module());
            done++;
        } else if (seconds >= next) {
            disturb(step, status);
            moments.add(seconds);
            done++;
            next = seconds + everySeconds;
        }
    }

    private void disturb(Step step, JsonNode status) throws IOException, InterruptedException {
        if (step.what().equals(KILL)) {
            kill(Status.pid(status, step.module()));
        } else {
            control.call(step.what(), step.module());
        }
    }

    private void kill(long pid) throws IOException {
        ProcessHandle host = ProcessHandle.of(pid).orElseThrow(() -> new IOException("no process has the pid " + pid));
        host.destroyForcibly();
        kills++;
    }

    /** Takes back what lasts. */
    void end() throws IOException, InterruptedException {
        Step step = STEPS.get(done % STEPS.size());
        if (step.what().equals(ACTIVATE)) {
            control.call(ACTIVATE, step.module());
        }
    }

    /** {@return when somebody was disturbed, in seconds} */
    List<Double> moments() {
        return moments;
    }

    int kills() {
        return kills;
    }
}

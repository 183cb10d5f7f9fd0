package dev.bulkhead.proxy.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Upstart's {@code initctl}. */
public final class Upstart implements ServiceDialect {
    /** Such as {@code valve start/running, process 1234}: the goal, the state, and a process if there is one. */
    private static final Pattern STATUS =
            Pattern.compile("(?m)^\\S+ (?:\\(\\S*\\) )?((start|stop)/[a-z-]+)(?:, process (\\d+))?");

    @Override
    public String name() {
        return "Upstart";
    }

    @Override
    public List<String> start(String service) {
        return List.of("initctl", "start", service);
    }

    @Override
    public List<String> stop(String service) {
        return List.of("initctl", "stop", service);
    }

    @Override
    public List<String> query(String service) {
        return List.of("initctl", "status", service);
    }

    @Override
    public boolean isStarted(Commands.Answer answer) {
        return answer.succeeded() || answer.output().contains("Job is already running");
    }

    @Override
    public boolean isStopped(Commands.Answer answer) {
        return answer.succeeded() || answer.output().contains("Unknown instance");
    }

    /** What is to be started and has no process now will be started again. */
    @Override
    public Optional<State> state(Commands.Answer answer) {
        Matcher status = STATUS.matcher(answer.output());
        if (!answer.succeeded() || !status.find()) {
            return Optional.empty();
        }
        OptionalLong pid =
                status.group(3) == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(status.group(3)));
        return Optional.of(new State(status.group(2).equals("start"), pid, status.group(1)));
    }
}

package dev.bulkhead.proxy.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OpenRC's {@code rc-service}. */
public final class OpenRc implements ServiceDialect {
    /** Such as {@code  * status: started}. */
    private static final Pattern STATUS = Pattern.compile("status: +(\\w+)");

    /** The others are stopped, stopping and crashed. */
    private static final List<String> RUNNING = List.of("started", "starting", "inactive");

    @Override
    public String name() {
        return "OpenRC";
    }

    @Override
    public List<String> start(String service) {
        return List.of("rc-service", "--nocolor", service, "start");
    }

    @Override
    public List<String> stop(String service) {
        return List.of("rc-service", "--nocolor", service, "stop");
    }

    @Override
    public List<String> forget(String service) {
        return List.of("rc-service", "--nocolor", service, "zap");
    }

    @Override
    public List<String> query(String service) {
        return List.of("rc-service", "--nocolor", service, "status");
    }

    @Override
    public boolean isStarted(Commands.Answer answer) {
        return answer.succeeded();
    }

    @Override
    public boolean isStopped(Commands.Answer answer) {
        return answer.succeeded();
    }

    /** The exit status tells the state too, but it is 1 for many things. */
    @Override
    public Optional<State> state(Commands.Answer answer) {
        Matcher status = STATUS.matcher(answer.output());
        if (!status.find()) {
            return Optional.empty();
        }
        String word = status.group(1);
        return Optional.of(new State(RUNNING.contains(word), OptionalLong.empty(), word));
    }
}

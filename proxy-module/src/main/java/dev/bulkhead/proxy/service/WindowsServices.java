package dev.bulkhead.proxy.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code sc} of Windows. Its labels are in the user's language; numbers and the words of states are not. */
public final class WindowsServices implements ServiceDialect {
    /** Such as {@code STATE : 4  RUNNING}. */
    private static final Pattern STATE = Pattern.compile(
            ": +([1-7]) +(STOPPED|START_PENDING|STOP_PENDING|RUNNING|CONTINUE_PENDING" + "|PAUSE_PENDING|PAUSED)");

    private static final Pattern PID = Pattern.compile("PID +: +(\\d+)");
    private static final Pattern EXIT_CODE = Pattern.compile("WIN32_EXIT_CODE +: +(\\d+)");
    private static final String STOPPED = "STOPPED";
    private static final int ALREADY_RUNNING = 1056;
    private static final int NOT_STARTED = 1062;

    @Override
    public String name() {
        return "Windows";
    }

    @Override
    public List<String> start(String service) {
        return List.of("sc.exe", "start", service);
    }

    @Override
    public List<String> stop(String service) {
        return List.of("sc.exe", "stop", service);
    }

    @Override
    public List<String> query(String service) {
        return List.of("sc.exe", "queryex", service);
    }

    @Override
    public boolean isStarted(Commands.Answer answer) {
        return answer.succeeded() || answer.status() == ALREADY_RUNNING;
    }

    @Override
    public boolean isStopped(Commands.Answer answer) {
        return answer.succeeded() || answer.status() == NOT_STARTED;
    }

    @Override
    public Optional<State> state(Commands.Answer answer) {
        Matcher state = STATE.matcher(answer.output());
        if (!answer.succeeded() || !state.find()) {
            return Optional.empty();
        }
        boolean running = !state.group(2).equals(STOPPED);
        OptionalLong pid = number(PID, answer.output());
        return Optional.of(new State(
                running,
                running && pid.orElse(0) > 0 ? pid : OptionalLong.empty(),
                state.group(2) + (running ? "" : exitCode(answer.output()))));
    }

    private static String exitCode(String output) {
        OptionalLong code = number(EXIT_CODE, output);
        return code.isPresent() ? ", exit code " + code.getAsLong() : "";
    }

    private static OptionalLong number(Pattern pattern, String output) {
        Matcher found = pattern.matcher(output);
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }
}

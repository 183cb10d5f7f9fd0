package dev.bulkhead.proxy.service;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.OptionalLong;

/** A manager that only tells how a service is when it is asked. */
public final class PolledServices implements ServiceManager {
    /** How long an end may go unnoticed; a host's silence would be noticed too. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ServiceDialect dialect;
    private final Commands commands;
    private final Duration pause;

    /** A manager with its own commands and answers. */
    public PolledServices(ServiceDialect dialect, Commands commands) {
        this(dialect, commands, PAUSE);
    }

    PolledServices(ServiceDialect dialect, Commands commands, Duration pause) {
        this.dialect = dialect;
        this.commands = commands;
        this.pause = pause;
    }

    @Override
    public ServiceEnd run(String service) throws IOException {
        Commands.Answer started = commands.run(dialect.start(service));
        if (!dialect.isStarted(started)) {
            throw refused("start", service, started);
        }
        ServiceDialect.State state = query(service);
        while (state.running()) {
            sleep();
            state = query(service);
        }
        return new ServiceEnd(false, "the service " + service + " has ended: " + state.text());
    }

    private ServiceDialect.State query(String service) throws IOException {
        Commands.Answer answer = commands.run(dialect.query(service));
        return dialect.state(answer)
                .orElseThrow(() -> new IOException(
                        dialect.name() + " does not tell how the service " + service + " is: " + answer.line()));
    }

    private void sleep() throws InterruptedIOException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the watch over a service was interrupted");
        }
    }

    @Override
    public String describe(String service) {
        try {
            return "the service " + service + " is " + query(service).text();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void stop(String service) throws IOException {
        Commands.Answer stopped = commands.run(dialect.stop(service));
        if (!dialect.isStopped(stopped)) {
            throw refused("stop", service, stopped);
        }
    }

    @Override
    public void kill(String service) throws IOException {
        OptionalLong pid = query(service).pid();
        if (pid.isPresent()) {
            ProcessHandle.of(pid.getAsLong()).ifPresent(ProcessHandle::destroyForcibly);
        }
        Commands.Answer stopped = commands.run(dialect.stop(service));
        if (!dialect.isStopped(stopped) && dialect.forget(service).isEmpty()) {
            throw refused("stop", service, stopped);
        }
        if (!dialect.forget(service).isEmpty() && query(service).running()) {
            Commands.Answer unused = commands.run(dialect.forget(service));
        }
    }

    private IOException refused(String what, String service, Commands.Answer answer) {
        return new IOException(dialect.name() + " did not " + what + " the service " + service + " (unit), exit status "
                + answer.status() + ": " + answer.line());
    }
}

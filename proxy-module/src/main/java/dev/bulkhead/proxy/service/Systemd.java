package dev.bulkhead.proxy.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** systemd, by its {@code systemctl}. */
public final class Systemd implements ServiceManager {
    private static final Logger LOG = LoggerFactory.getLogger(Systemd.class);

    private final Commands commands;
    private final boolean ofUser;

    /**
     * Names a manager.
     *
     * @param ofUser whether it is the one of the gateway's user, in place of the one of the system
     */
    public Systemd(Commands commands, boolean ofUser) {
        this.commands = commands;
        this.ofUser = ofUser;
    }

    /** {@return whether it is the manager of the gateway's user} */
    public boolean isOfUser() {
        return ofUser;
    }

    /** {@return the part of the tree of control groups that this manager has; empty for all of it} */
    String slice() throws IOException {
        if (!ofUser) {
            return "";
        }
        Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        return "user.slice/user-" + uid + ".slice/user@" + uid + ".service";
    }

    @Override
    public ServiceEnd run(String unit) throws IOException {
        Map<String, String> before = show(unit, "LoadState", "LoadError");
        String loaded = before.getOrDefault("LoadState", "");
        if (!loaded.equals("loaded")) {
            throw new IOException("systemd cannot load the unit " + unit + " (" + loaded + ")"
                    + (loaded.equals("not-found")
                            ? "; write one, or leave \"unit\" out for one that is made while it is needed"
                            : ": " + before.getOrDefault("LoadError", "")));
        }
        Commands.Answer ended = systemctl("start", "--wait", unit);
        Map<String, String> after = show(unit, "Result", "ExecMainCode", "ExecMainStatus", "ActiveState");
        if (!ended.succeeded() && after.getOrDefault("ExecMainCode", "0").equals("0")) {
            throw new IOException(
                    "systemd did not start the unit " + unit + ": " + SystemdRemedies.withRemedy(ended.line()));
        }
        return new UnitEnd(
                        after.getOrDefault("Result", ""),
                        UnitEnd.how(after.getOrDefault("ExecMainCode", "")),
                        after.getOrDefault("ExecMainStatus", ""))
                .toServiceEnd(unit);
    }

    @Override
    public String describe(String unit) {
        try {
            Map<String, String> now = show(unit, "ActiveState", "SubState", "MainPID");
            return "the unit " + unit + " is " + now.getOrDefault("ActiveState", "unknown") + " ("
                    + now.getOrDefault("SubState", "?") + ")";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void stop(String unit) throws IOException {
        Commands.Answer stopped = systemctl("stop", "--no-block", unit);
        if (!stopped.succeeded() && !stopped.output().contains("not loaded")) {
            throw new IOException(
                    "systemd did not stop the unit " + unit + ": " + SystemdRemedies.withRemedy(stopped.line()));
        }
    }

    @Override
    public void kill(String unit) throws IOException {
        Commands.Answer killed = systemctl("kill", "--signal=SIGKILL", unit);
        if (!killed.succeeded()) {
            LOG.debug("{} is not killed, perhaps because it has ended: {}", unit, killed.line());
        }
        // A unit that is started again when it fails is not, once it is stopped.
        stop(unit);
    }

    private Map<String, String> show(String unit, String... properties) throws IOException {
        Commands.Answer answer = systemctl("show", "--property=" + String.join(",", properties), unit);
        if (!answer.succeeded()) {
            throw new IOException(
                    "systemd does not tell how the unit " + unit + " is: " + SystemdRemedies.withRemedy(answer.line()));
        }
        Map<String, String> values = new LinkedHashMap<>();
        answer.output().lines().filter(line -> line.contains("=")).forEach(line -> {
            int equals = line.indexOf('=');
            values.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return values;
    }

    private Commands.Answer systemctl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("systemctl"));
        if (ofUser) {
            command.add("--user");
        }
        command.addAll(List.of(arguments));
        return commands.run(command);
    }
}

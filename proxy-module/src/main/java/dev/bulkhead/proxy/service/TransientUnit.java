package dev.bulkhead.proxy.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A unit of systemd that is there as long as its process.
 *
 * @param systemd who makes it
 * @param sandbox what it may do and take
 */
public record TransientUnit(Systemd systemd, Sandbox sandbox) {
    /** The name of the credential, and so of the file, that has the host's configuration. */
    private static final String HOST_FILE = "host.json";

    /**
     * With control groups of version 1 systemd cannot tell who killed a unit. The kernel counts in the unit's group, which is gone with
     * the unit; {@link RunReport} reads what this prints before.
     */
    private static final String TELL_OF_MEMORY =
            "ExecStopPost=/bin/sh -c 'grep -h \"^oom_kill \" \"/sys/fs/cgroup/memory"
                    + "$$(sed -n s/^[0-9]*:memory://p /proc/self/cgroup)/memory.oom_control\"'";

    /** {@return where the unit's process finds its configuration, as systemd fills it in} */
    public String hostFile(Path written) {
        return systemd.isOfUser()
                ? escaped(written.toAbsolutePath().toString())
                : "${CREDENTIALS_DIRECTORY}/" + HOST_FILE;
    }

    /** {@return an argument that systemd takes as it is} */
    public static String escaped(String argument) {
        return argument.replace("$", "$$");
    }

    /**
     * Makes sure that the unit can be what it shall be.
     *
     * @param reads files and folders that the process reads
     * @throws IOException if a limit cannot be kept, or the process could not read these, with a remedy
     */
    public void require(List<Path> reads) throws IOException {
        Controllers groups = Controllers.here();
        String slice = systemd.slice();
        if (sandbox.memoryBytes().isPresent()) {
            groups.require("memory", "memory", slice);
        }
        if (sandbox.cores().isPresent()) {
            groups.require("cpu", "cpu", slice);
        }
        if (sandbox.isDynamic()) {
            OpenToAll.require(reads);
        }
    }

    /**
     * {@return the command that makes and runs the unit, hands standard input and output on, and ends with it}
     *
     * @param name the unit's name
     * @param description what it is, for people
     * @param hostFile the host's configuration, for {@link #hostFile}
     * @param reads files and folders that the process reads
     */
    public List<String> runCommand(String name, String description, Path hostFile, List<Path> reads) {
        List<String> command = new ArrayList<>(List.of("systemd-run"));
        if (systemd.isOfUser()) {
            command.add("--user");
        }
        command.addAll(List.of(
                "--pipe",
                "--wait",
                "--collect",
                "--no-ask-password",
                "--unit=" + name,
                "--description=" + description,
                "--service-type=notify"));
        List<String> properties = new ArrayList<>(List.of("NotifyAccess=all", "TimeoutStartSec=infinity"));
        if (!systemd.isOfUser()) {
            properties.add("LoadCredential=" + HOST_FILE + ":" + hostFile.toAbsolutePath());
        }
        if (sandbox.memoryBytes().isPresent() && !Controllers.here().areUnified()) {
            properties.add(TELL_OF_MEMORY);
        }
        properties.addAll(sandbox.properties(reads, systemd.isOfUser()));
        properties.forEach(property -> command.add("--property=" + property));
        command.add("--");
        return command;
    }
}

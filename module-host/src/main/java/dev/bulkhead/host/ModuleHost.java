package dev.bulkhead.host;

import dev.bulkhead.api.Api;
import dev.bulkhead.host.load.ErrorText;
import dev.bulkhead.host.log.HostLogProvider;
import dev.bulkhead.wire.session.Protocol;
import java.io.IOException;
import java.nio.file.Path;

/** The main class of a module host. */
public final class ModuleHost {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BAD_USE = 2;

    private static final String USAGE = """
            Usage: module-host [server] FILE
                   module-host capabilities PACKAGE
            Runs modules for a Bulkhead gateway. FILE is the small configuration that the gateway writes:
              { "listen": "tcp://127.0.0.1:*",            where this host listens
                "remote": "tcp://127.0.0.1:40001",        where the gateway listens for this module
                "module": { "name": "threshold", "class": "com.acme.Threshold", "path": "acme.jar" },
                "token": "...",                           absent: the first line of standard input is the token
                "keys": "threshold.key",                  with a gateway on another machine: a file of ./bulkhead keys,
                "gatewayKey": "..." }                     and the gateway's public key
            Without a token in the file the host ends when standard input does. With one it waits for its gateway, and
            attaches again when the gateway comes back. Where both share a folder and no network, as with a container, "listen"
            and "remote" are unix:FOLDER. A host of several modules has
              { "host": "NAME", "modules": [ ... ] }    each as above, with its token; absent: each line of standard input is one
            "capabilities" prints as JSON what a package offers, a jar, zip or folder, and starts nothing of it.
              -h, --help     prints this
              -V, --version  prints the versions
            Exit status: 0 done, or the gateway ended it, 1 failed, 2 bad arguments or configuration.
            """;

    private ModuleHost() {}

    /** Runs a host until its gateway ends it. */
    public static void main(String[] args) {
        HostLogProvider.install();
        int status = run(args);
        System.out.flush();
        System.err.flush();
        // What user code has left behind, processes and threads, must not outlive the host.
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(status);
    }

    private static int run(String[] args) {
        if (args.length == 1 && (args[0].equals("--help") || args[0].equals("-h"))) {
            System.out.print(USAGE);
            return DONE;
        }
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            System.out.println(Host.software() + ", module API " + Api.VERSION + ", protocol " + Protocol.MAJOR + "."
                    + Protocol.MINOR);
            return DONE;
        }
        if (args.length == 2 && args[0].equals("capabilities")) {
            return tellCapabilities(Path.of(args[1]));
        }
        if (args.length == 2 && args[0].equals("server")) {
            return runWith(Path.of(args[1]));
        }
        if (args.length != 1 || args[0].startsWith("-")) {
            System.err.print(USAGE);
            return BAD_USE;
        }
        return runWith(Path.of(args[0]));
    }

    private static int tellCapabilities(Path place) {
        try {
            System.out.println(Capabilities.of(place));
            return DONE;
        } catch (IOException e) {
            System.err.println("module-host: " + e.getMessage());
            return FAILED;
        }
    }

    private static int runWith(Path file) {
        HostPlan plan;
        try {
            plan = HostPlan.read(file);
            plan.requireKeys();
        } catch (IOException e) {
            System.err.println("module-host: " + e.getMessage());
            return BAD_USE;
        }
        try (HostProcess process = new HostProcess(plan)) {
            Runtime.getRuntime().addShutdownHook(new Thread(process::terminate, "terminate"));
            SystemdNotice.begin(System.getenv(), "hosts " + plan.guests());
            return process.run();
        } catch (Exception e) {
            System.err.println("module-host: " + ErrorText.of(e));
            return FAILED;
        }
    }
}

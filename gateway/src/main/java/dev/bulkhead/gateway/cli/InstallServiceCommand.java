package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.data.DataFolder;
import dev.bulkhead.host.load.ErrorText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a unit of systemd for the gateway itself. */
@Command(
        name = "install-service",
        description = {
            "Write a unit of systemd that runs this gateway, shut in as far as its modules allow.",
            "It is neither enabled nor started; the output says how."
        },
        mixinStandardHelpOptions = true)
final class InstallServiceCommand implements Callable<Integer> {
    @Mixin
    private FileParameter parameter = new FileParameter();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "bulkhead",
            description = "The unit's name (default: ${DEFAULT-VALUE}).")
    private String name = "bulkhead";

    @Option(
            names = "--user",
            paramLabel = "USER",
            defaultValue = "",
            description =
                    "The user that the gateway runs as (default: the owner of FILE; root where a module needs it).")
    private String user = "";

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = "/etc/systemd/system",
            description = "Where the unit is written (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("/etc/systemd/system");

    @Option(names = "--print", description = "Print the unit, and write nothing.")
    private boolean print;

    @Option(names = "--force", description = "Replace a unit of this name.")
    private boolean force;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (!name.matches("[A-Za-z0-9_.@-]{1,64}")) {
                return failed("\"" + name + "\" is no name for a unit; take letters, digits, _ . @ and -");
            }
            GatewayConfig config = Configuration.load(parameter.file());
            String runsAs = user.isEmpty() ? GatewayUser.suitable(config, parameter.file()) : user;
            GatewayUser.require(runsAs);
            String unit = GatewayUnit.text(config, parameter.file(), runsAs);
            warn(config, runsAs);
            if (print) {
                out.print(unit);
                out.flush();
                return ExitStatus.DONE;
            }
            prepare(config.gateway().data(), runsAs);
            return write(unit, out);
        } catch (ConfigException e) {
            Configuration.print(e, spec.commandLine().getErr());
            return ExitStatus.BAD_INPUT;
        } catch (FileSystemException e) {
            return failed(ErrorText.of(e) + "; run this as root, or take --print");
        } catch (IOException e) {
            return failed(e.getMessage() + "");
        }
    }

    private void warn(GatewayConfig config, String runsAs) throws IOException {
        if (!runsAs.equals(GatewayUser.ROOT)) {
            return;
        }
        for (Path open : GatewayUser.openToOthers(config, parameter.file())) {
            spec.commandLine()
                    .getErr()
                    .println("bulkhead install-service: the gateway is to run as root, and others than root can write "
                            + open + ", and so decide what root does; chown root and chmod go-w it");
        }
    }

    /** The unit lets the gateway write in this folder only, which must be there then. */
    private static void prepare(Path data, String runsAs) throws IOException {
        if (!Files.isDirectory(data)) {
            DataFolder.make(data);
            Files.setOwner(
                    data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(runsAs));
        }
    }

    private int write(String unit, PrintWriter out) throws IOException {
        Path file = folder.resolve(name + ".service");
        if (Files.exists(file) && !force && !Files.readString(file).equals(unit)) {
            return failed(file + " is there already, and says something else; --force replaces it");
        }
        Files.writeString(file, unit);
        out.println("wrote " + file);
        out.println("start it, now and whenever this machine starts:");
        out.println("  systemctl daemon-reload && systemctl enable --now " + name);
        return ExitStatus.DONE;
    }

    private int failed(String why) {
        spec.commandLine().getErr().println("bulkhead install-service: " + why);
        return ExitStatus.FAILED;
    }
}

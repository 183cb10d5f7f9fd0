package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.data.DataFolder;
import dev.bulkhead.wire.zmq.CurveKeys;
import dev.bulkhead.wire.zmq.KeyFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes pairs of keys, and shows the public one. The secret one is never shown. */
@Command(
        name = "keys",
        description = {
            "Show a public key, for hosts on other machines. The pair is made if it is not there.",
            "Without FILE it is the gateway's, which stands in a host's file as gatewayKey."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class KeysCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "A host's pair. Its public key stands in gateway.json as hostKey; the file stays with the host.")
    private @Nullable Path file;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "gateway.json",
            description = "The configuration of the gateway (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("gateway.json");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            spec.commandLine().getOut().println(keys().publicKey());
            return ExitStatus.DONE;
        } catch (ConfigException e) {
            Configuration.printUntold(e, config, spec.commandLine().getErr());
            return ExitStatus.BAD_INPUT;
        } catch (IOException e) {
            spec.commandLine().getErr().println("bulkhead keys: " + why(e));
            return ExitStatus.FAILED;
        }
    }

    private CurveKeys keys() throws ConfigException, IOException {
        if (file == null) {
            return DataFolder.keys(Configuration.dataFolder(config));
        }
        KeyFile pair = new KeyFile(file);
        if (pair.exists()) {
            return pair.read();
        }
        CurveKeys made = pair.create();
        spec.commandLine().getErr().println("made " + file + "; its secret key is for its host only");
        return made;
    }

    private static String why(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            Path folder = Path.of(missing.getFile()).toAbsolutePath().getParent();
            return "cannot make " + missing.getFile() + ": there is no folder " + folder;
        }
        if (e instanceof AccessDeniedException denied) {
            return "cannot use " + denied.getFile() + ": this user has no access to it";
        }
        return e instanceof FileSystemException ? "cannot use " + e.getMessage() : e.getMessage() + "";
    }
}

package dev.bulkhead.gateway.cli;

import dev.bulkhead.api.Api;
import dev.bulkhead.gateway.Installation;
import dev.bulkhead.host.load.ErrorText;
import dev.bulkhead.wire.session.Protocol;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The main class of Bulkhead. */
@Command(
        name = "bulkhead",
        description = "An IoT edge gateway whose modules cannot sink each other.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            StatusCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            SwapCommand.class,
            EventsCommand.class,
            LogsCommand.class,
            HibernateCommand.class,
            CloneCommand.class,
            ConfigureCommand.class,
            PersistCommand.class,
            DeadLettersCommand.class,
            ModulesCommand.class,
            MessageCommand.class,
            KeysCommand.class,
            ArchiveCommand.class,
            ImageCommand.class,
            InstallServiceCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "  host     Run a module host: bulkhead host FILE, with the file that the gateway wrote.",
            "",
            "Exit status: 0 done, 1 failed, 2 bad arguments or configuration."
        })
public final class Main {
    private Main() {}

    /** Runs one command. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine main = new CommandLine(new Main());
        LifecycleCommand.addTo(main);
        main.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().versionProvider(new Version()));
        return main.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler((e, command, parsed) -> {
            command.getErr().println("bulkhead " + command.getCommandName() + ": " + ErrorText.of(e));
            return ExitStatus.FAILED;
        });
    }

    /** Prints what {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "bulkhead " + Installation.version() + " (module API " + Api.VERSION + ", protocol " + Protocol.MAJOR
                        + "." + Protocol.MINOR + ")"
            };
        }
    }
}

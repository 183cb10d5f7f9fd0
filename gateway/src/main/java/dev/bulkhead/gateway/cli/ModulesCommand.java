package dev.bulkhead.gateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Packages of modules. */
@Command(
        name = "modules",
        description = "See, install and remove packages of modules.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            PackageCommands.ListCommand.class,
            PackageCommands.DescribeCommand.class,
            InstallCommand.class,
            PackageCommands.RemoveCommand.class,
            PackageCommands.VerifyCommand.class,
            PackageCommands.UndoCommand.class,
            CommandLine.HelpCommand.class
        })
final class ModulesCommand {}

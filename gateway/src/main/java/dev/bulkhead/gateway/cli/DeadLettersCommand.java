package dev.bulkhead.gateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Messages that could not be delivered. */
@Command(
        name = "dead-letters",
        description = "See, replay or purge the messages that durable links could not deliver.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            DeadLetterCommands.ListCommand.class,
            DeadLetterCommands.ShowCommand.class,
            DeadLetterCommands.ReplayCommand.class,
            DeadLetterCommands.PurgeCommand.class,
            CommandLine.HelpCommand.class
        })
final class DeadLettersCommand {}

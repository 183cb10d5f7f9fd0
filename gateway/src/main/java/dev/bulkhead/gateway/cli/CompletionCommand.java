package dev.bulkhead.gateway.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete our commands. */
@Command(
        name = "completion",
        description = "Print a script that lets a shell complete commands and options.",
        footer = {"", "Example: source <(bulkhead completion bash)"},
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    /** The shells that there is a script for. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        CommandLine main = spec.root().commandLine();
        if (shell == Shell.zsh) {
            spec.commandLine().getOut().println("autoload -U +X bashcompinit && bashcompinit");
        }
        spec.commandLine().getOut().print(AutoComplete.bash("bulkhead", main));
        spec.commandLine().getOut().flush();
        return ExitStatus.DONE;
    }
}

package io.chimera.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description =
                "Prints the token that programs on this computer need for the REST API. Whoever has it can read and"
                        + " write everything here.")
final class TokenCommand implements Callable<Integer> {

    private final Path home;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    TokenCommand(Path home) {
        this.home = home;
    }

    @Override
    public Integer call() throws CommandFailed {
        try {
            spec.commandLine()
                    .getOut()
                    .println(Files.readString(home.resolve("token")).strip());
            return 0;
        } catch (IOException _) {
            throw new CommandFailed(
                    "There is no token in " + home + " yet. Start Chimera once with ./chimera; it makes one.");
        }
    }
}

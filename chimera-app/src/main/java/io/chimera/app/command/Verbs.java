package io.chimera.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Every verb of {@code ./chimera}, and how they are found. */
@Command(
        name = "./chimera",
        mixinStandardHelpOptions = true,
        description = "One thing at a time, done by the Chimera that is running.",
        subcommands = {
            VariablesCommand.class,
            InstallCommand.class,
            SendCommand.class,
            NeighboursCommand.class,
            CertificateCommands.New.class,
            CertificateCommands.Renew.class,
            CertificateCommands.Revoke.class,
            FilesCommands.class,
            JanusCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            CheckCommand.class,
            TokenCommand.class,
            DoctorCommand.class
        })
public final class Verbs {

    /** How the first Chimera spelled some of them. */
    private static final Map<String, String> FIRST_SPELLING = Map.of(
            "--variables",
            "variables",
            "--install",
            "install",
            "--new",
            "new",
            "--renew",
            "renew",
            "--revoke",
            "revoke");

    private static final String HOME = "--chimera.home=";

    /** Whether these arguments are a verb, not the settings of a node to start. */
    public static boolean isVerb(String[] arguments) {
        if (arguments.length == 0) return false;
        return FIRST_SPELLING.containsKey(arguments[0]) || !arguments[0].startsWith("--");
    }

    /**
     * Does what the arguments ask.
     *
     * @param home the running node's home
     * @return the process's exit status: 0 done, 1 could not be done (or, of a check, something
     *     differs), 2 not understood
     */
    public static int run(String[] arguments, Path home) {
        var words = new ArrayList<>(List.of(arguments));
        words.removeIf(word -> word.startsWith(HOME));
        words.set(0, FIRST_SPELLING.getOrDefault(words.getFirst(), words.getFirst()));
        return new CommandLine(new Verbs(), new Factory(home))
                .setExecutionExceptionHandler((failure, command, _) -> {
                    if (!(failure instanceof CommandFailed)) throw failure;
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(words.toArray(String[]::new));
    }

    /** Gives each verb the node it talks to. */
    private record Factory(Path home) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> kind) throws Exception {
            try {
                return kind.getDeclaredConstructor(Path.class).newInstance(home);
            } catch (NoSuchMethodException _) {
                return CommandLine.defaultFactory().create(kind);
            }
        }
    }
}

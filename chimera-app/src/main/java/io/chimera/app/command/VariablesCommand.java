package io.chimera.app.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "variables",
        mixinStandardHelpOptions = true,
        description = {
            "Asks for what differs from place to place and keeps it: which application Telegram is to know this as, where"
                    + " certificates come from, where to announce.",
            "It is written to chimera.properties in Chimera's home, for its owner only, and used at the next start. Enter"
                    + " alone keeps what is there."
        })
final class VariablesCommand implements Callable<Integer> {

    private final Path home;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    VariablesCommand(Path home) {
        this.home = home;
    }

    @Override
    public Integer call() throws CommandFailed {
        var keyboard = Keyboard.before(spec.commandLine().getOut());
        var kept = KeptSettings.in(home);
        for (var variable : Variable.values()) {
            if (!ask(variable, kept, keyboard))
                throw new CommandFailed("Nothing more was typed, so nothing was written.");
        }
        kept.write();
        kept.incomplete().ifPresent(this::say);
        say("Written to " + kept.file() + ". It is used when Chimera is started the next time.");
        return 0;
    }

    /** Until it is understood; whether anything was typed at all. */
    private boolean ask(Variable variable, KeptSettings kept, Keyboard keyboard) throws CommandFailed {
        say(variable.explanation());
        var there = kept.get(variable);
        while (true) {
            var question = variable.question() + shown(variable, there) + ":";
            var typed = variable.isSecret() ? keyboard.askSecretly(question) : keyboard.ask(question);
            if (typed.isEmpty()) return false;
            var value = typed.get().strip();
            if (value.isEmpty()) return true;
            if (value.equals("-")) {
                kept.remove(variable);
                return true;
            }
            var understood = variable.read(value);
            if (understood.isPresent()) {
                kept.put(variable, understood.get());
                return true;
            }
            say("That is not " + variable.wanted() + ". Enter alone leaves it as it is, - takes it away.");
        }
    }

    private static String shown(Variable variable, Optional<String> there) {
        return there.map(value -> " [" + (variable.isSecret() ? "kept" : variable.asTyped(value)) + "]")
                .orElse("");
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}

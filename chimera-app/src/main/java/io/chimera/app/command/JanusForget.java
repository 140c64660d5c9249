package io.chimera.app.command;

import io.chimera.app.command.CertificateCommands.CertificateCommand;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets what is remembered of a profile. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = {
            "Forgets a profile and its cards; it need not be unlocked.",
            "Without a name it tells which profiles this computer remembers."
        })
final class JanusForget extends CertificateCommand {

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The profile's name, such as anna.")
    private Optional<String> profile = Optional.empty();

    JanusForget(Path home) {
        super(home);
    }

    @Override
    public Integer call() throws CommandFailed {
        var path = account.path(node) + "/janus/";
        var left = profile.isPresent()
                ? node.post(path + "forget", Map.of("profile", profile.get()))
                : node.get(path + "remembered");
        var names = new StringJoiner(", ");
        left.path("profiles").forEach(name -> names.add(name.asString()));
        if (profile.isPresent()) say(profile.get() + " is forgotten, and the cards with it.");
        say(names.length() == 0 ? "No profile is remembered." : "Remembered: " + names);
        return 0;
    }
}

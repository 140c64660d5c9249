package io.chimera.app.command;

import static java.util.function.Predicate.not;

import io.chimera.telegram.nativelib.NoTdLibrary;
import io.chimera.telegram.nativelib.TdLibrary;
import io.chimera.telegram.tdlib.TdEngine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Asks the running Chimera how its parts are, and says what to do about those that are not well.",
            "Looks as well whether Telegram's library can be used on this machine. It is the one Chimera brings, unless the"
                    + " environment variable " + DoctorCommand.LIBRARY + " names another."
        })
final class DoctorCommand implements Callable<Integer> {

    static final String LIBRARY = "CHIMERA_TELEGRAM_LIBRARY";

    private final NodeClient node;
    private final Path home;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    DoctorCommand(Path home) {
        this.node = new NodeClient(home);
        this.home = home;
    }

    @Override
    public Integer call() throws CommandFailed {
        var out = spec.commandLine().getOut();
        var components = node.health().path("components");
        boolean well = true;
        for (var component : components.properties()) {
            var status = component.getValue().path("status").asString();
            well &= status.equals("UP");
            out.printf("%-10s %s%n", component.getKey(), status);
            for (var detail : component.getValue().path("details").properties()) {
                out.printf(
                        "           %s: %s%n",
                        detail.getKey(),
                        detail.getValue().asString(detail.getValue().toString()));
            }
        }
        lookAtTdlib(out);
        return well ? 0 : 1;
    }

    /** Nothing is the matter with a Chimera that has none, until somebody wants to sign in to Telegram. */
    private void lookAtTdlib(PrintWriter out) {
        var named = Optional.ofNullable(System.getenv(LIBRARY))
                .filter(not(String::isBlank))
                .map(Path::of);
        try {
            var library = TdLibrary.find(named, home.resolve("tdlib"));
            try (var engine = TdEngine.start(library, home.resolve("tdlib/tdlib.log"))) {
                out.printf("%-10s %s%n", "tdlib", "UP");
                out.printf("           version: %s%n           library: %s%n", engine.version(), library.file());
            }
        } catch (NoTdLibrary none) {
            out.printf("%-10s %s%n           why: %s%n", "tdlib", "NOT HERE", none.getMessage());
        }
    }
}

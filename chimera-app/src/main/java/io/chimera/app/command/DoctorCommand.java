package io.chimera.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Asks the running Chimera how its parts are, and says what to do about those that are not well.")
final class DoctorCommand implements Callable<Integer> {

    private final NodeClient node;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    DoctorCommand(Path home) {
        this.node = new NodeClient(home);
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
        return well ? 0 : 1;
    }
}

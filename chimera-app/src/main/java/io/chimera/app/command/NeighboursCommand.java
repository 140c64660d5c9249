package io.chimera.app.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(name = "neighbours", mixinStandardHelpOptions = true, description = "Lists who is on this network now.")
final class NeighboursCommand implements Callable<Integer> {

    private final NodeClient node;

    @Mixin
    private AccountOption account = new AccountOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    NeighboursCommand(Path home) {
        this.node = new NodeClient(home);
    }

    @Override
    public Integer call() throws CommandFailed {
        var out = spec.commandLine().getOut();
        var neighbours = node.get(account.path(node) + "/neighbours");
        if (neighbours.isEmpty()) out.println("Nobody else is announcing themselves on this network.");
        for (JsonNode neighbour : neighbours) {
            out.printf(
                    "%-16s %-10s %-22s %s%n",
                    neighbour.path("id").asString(),
                    standing(neighbour),
                    neighbour.path("address").asString(),
                    neighbour.path("name").asString(""));
        }
        return 0;
    }

    private static String standing(JsonNode neighbour) {
        var refused = neighbour.path("refused").asString("");
        if (!refused.isEmpty()) return refused.toLowerCase(Locale.ROOT);
        return neighbour.path("proven").asBoolean() ? "proven" : "claims";
    }
}

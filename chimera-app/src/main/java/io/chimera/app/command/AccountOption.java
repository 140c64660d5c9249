package io.chimera.app.command;

import java.util.ArrayList;
import java.util.Optional;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Which account a verb is for: the one that is named, or the only one there is. */
final class AccountOption {

    @Option(
            names = {"-a", "--account"},
            paramLabel = "ID",
            description = "The account, by its id. Needed only when several are signed in.")
    private Optional<Long> id = Optional.empty();

    /** The account's path in the REST API. */
    String path(NodeClient node) throws CommandFailed {
        return "/api/v1/accounts/" + (id.isPresent() ? id.get() : theOnlyOne(node));
    }

    private static long theOnlyOne(NodeClient node) throws CommandFailed {
        var ids = new ArrayList<Long>();
        for (JsonNode account : node.get("/api/v1/accounts"))
            ids.add(account.path("id").asLong());
        return switch (ids.size()) {
            case 0 ->
                throw new CommandFailed(
                        "No account is signed in. Sign in first: in the browser, or with ./chimera install.");
            case 1 -> ids.getFirst();
            default ->
                throw new CommandFailed(
                        "Several accounts are signed in: say which with --account, one of " + ids + ".");
        };
    }
}

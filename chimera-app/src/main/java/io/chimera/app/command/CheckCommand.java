package io.chimera.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Compares dialogs with what the cloud has of them, as far back as they should be here.",
            "With --repair, mends what differs: here, never in the cloud. It goes on in the running Chimera, also when"
                    + " this command is ended.",
            "Ends with 0 if they agree, or do now; with 1 if something differs and was not mended."
        })
final class CheckCommand implements Callable<Integer> {

    /** Every kind the REST API gives, as people say it of several. */
    private static final Map<String, String> KINDS = Map.of(
            "MISSING", "messages that are not here",
            "DELETED", "messages that were deleted there",
            "WORDS", "messages with other words there",
            "SEEN", "messages that were seen, and are not marked so here");

    private final NodeClient node;

    @Mixin
    private AccountOption account = new AccountOption();

    @Option(
            names = {"-d", "--dialog"},
            paramLabel = "ID",
            description = "Only this dialog; all of them, if not said.")
    private Optional<Long> dialog = Optional.empty();

    @Option(
            names = {"-r", "--repair"},
            description = "Mends what is found. Without it nothing changes.")
    private boolean repair;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    CheckCommand(Path home) {
        this.node = new NodeClient(home);
    }

    @Override
    public Integer call() throws CommandFailed {
        var task = new LongTask(node, spec.commandLine().getOut());
        var ended = task.run(account.path(node) + "/checks", order(), CheckCommand::counts);
        LongTask.requireDone(ended);
        tell(task, ended);
        return repair || ended.path("found").isEmpty() ? 0 : 1;
    }

    private Map<String, Object> order() {
        var order = new HashMap<String, Object>(Map.of("repair", repair));
        dialog.ifPresent(id -> order.put("dialog", id));
        return order;
    }

    private void tell(LongTask task, JsonNode report) {
        task.say("Compared: " + counts(report));
        for (var kind : report.path("found").properties()) {
            var words = KINDS.getOrDefault(kind.getKey(), kind.getKey());
            task.say((repair ? "Mended: %,d %s" : "Found: %,d %s")
                    .formatted(kind.getValue().asLong(), words));
        }
        for (var one : report.path("notAsked"))
            task.say("Not compared: dialog " + one.path("dialog").asLong() + ", "
                    + one.path("why").asString());
        if (report.path("found").isEmpty()) {
            task.say("Nothing differs.");
            return;
        }
        var differing = new ArrayList<String>();
        report.path("differing").forEach(id -> differing.add(id.asString()));
        task.say("In: " + String.join(", ", differing));
        if (!repair) task.say("Nothing was changed. --repair mends it here.");
    }

    private static String counts(JsonNode report) {
        return "%,d dialogs, %,d messages"
                .formatted(
                        report.path("dialogs").asLong(), report.path("messages").asLong());
    }
}

package io.chimera.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
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
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes dialogs down with their files: as pages to read, as JSON, or as an SQLite database.",
            "Into a new folder that only you can open. It is there whole or not at all."
        })
final class ExportCommand implements Callable<Integer> {

    private final NodeClient node;

    @Mixin
    private AccountOption account = new AccountOption();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            required = true,
            description = "html, json or sqlite.")
    private String format = "";

    @Option(
            names = {"-t", "--to"},
            paramLabel = "FOLDER",
            required = true,
            description = "A folder that is not there yet, or empty.")
    private Path to = Path.of("");

    @Option(
            names = {"-d", "--dialog"},
            paramLabel = "ID",
            description = "Only this dialog; all of them, if not said.")
    private Optional<Long> dialog = Optional.empty();

    @Option(
            names = {"-l", "--language"},
            paramLabel = "TAG",
            description = "The language of pages: en or pt-BR; this system's, if not said.")
    private String language = Locale.getDefault().toLanguageTag();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    ExportCommand(Path home) {
        this.node = new NodeClient(home);
    }

    @Override
    public Integer call() throws CommandFailed {
        var task = new LongTask(node, spec.commandLine().getOut());
        var place = to.toAbsolutePath().normalize();
        var ended = task.run(account.path(node) + "/exports", order(place), ExportCommand::counts);
        LongTask.requireDone(ended);
        task.say("Written to " + place + ": " + counts(ended));
        var lost = new ArrayList<String>();
        ended.path("filesLeft").forEach(name -> lost.add(name.asString()));
        if (!lost.isEmpty()) task.say("Files that are lost: " + String.join(", ", lost));
        return 0;
    }

    private Map<String, Object> order(Path place) {
        var order = new HashMap<String, Object>(
                Map.of("format", format.toLowerCase(Locale.ROOT), "to", place.toString(), "language", language));
        dialog.ifPresent(id -> order.put("dialog", id));
        return order;
    }

    private static String counts(JsonNode report) {
        return "%,d dialogs, %,d messages, %,d files"
                .formatted(
                        report.path("dialogs").asLong(),
                        report.path("messages").asLong(),
                        report.path("files").asLong());
    }
}

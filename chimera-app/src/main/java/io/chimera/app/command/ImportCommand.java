package io.chimera.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Brings over what the first Chimera left: dialogs, messages, files. Nothing comes twice.",
            "It goes on in the running Chimera, also when this command is ended."
        })
final class ImportCommand implements Callable<Integer> {

    /** Every reason the REST API gives, as people say it of several. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("NOT_A_MESSAGE", "lines that nobody wrote"),
            Map.entry("EMPTY", "messages with nothing in them"),
            Map.entry("UNREADABLE", "messages whose author or dialog cannot be told"),
            Map.entry("TOO_LONG", "texts longer than any the first Chimera could send"),
            Map.entry("TO_ONESELF", "notes to yourself, which are no dialog here"),
            Map.entry("ID_TAKEN", "messages whose id belongs to another one here"),
            Map.entry("NEVER_SENT", "messages that were never sent"),
            Map.entry("FILE_MISSING", "files that are not there; their messages are here, as words"),
            Map.entry(
                    "FILE_ELSEWHERE",
                    "files you sent from other folders; --files FOLDER brings them, and their words are here"),
            Map.entry("FILE_UNREADABLE", "files that cannot be read; their messages are here, as words"),
            Map.entry("NO_ROOM", "files for which the disk has no room; make room, and import again"));

    private final NodeClient node;

    @Mixin
    private AccountOption account = new AccountOption();

    @Parameters(index = "0", paramLabel = "DATABASE", description = "The first Chimera's chats.db.")
    private Path database = Path.of("");

    @Option(
            names = {"-f", "--files"},
            paramLabel = "FOLDER",
            description = "Takes files you sent from below this folder too. May be said several times.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"-z", "--zone"},
            paramLabel = "ZONE",
            description = "The time zone that computer stood in, such as America/Sao_Paulo; this one's, if not said.")
    private Optional<String> zone = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    ImportCommand(Path home) {
        this.node = new NodeClient(home);
    }

    @Override
    public Integer call() throws CommandFailed {
        var task = new LongTask(node, spec.commandLine().getOut());
        var ended = task.run(
                account.path(node) + "/imports",
                order(),
                now -> "%,d of %,d messages"
                        .formatted(now.path("read").asLong(), now.path("size").asLong()));
        tell(task, ended);
        LongTask.requireDone(ended);
        return 0;
    }

    private Map<String, Object> order() {
        var order = new HashMap<String, Object>();
        order.put("path", whole(database));
        order.put("files", files.stream().map(ImportCommand::whole).toList());
        zone.ifPresent(name -> order.put("zone", name));
        return order;
    }

    private static String whole(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static void tell(LongTask task, JsonNode report) {
        task.say("Brought: " + counts(report, "brought"));
        task.say("Here already: " + counts(report, "known"));
        for (var reason : report.path("leftOut").properties()) {
            var words = REASONS.getOrDefault(reason.getKey(), reason.getKey());
            task.say("Left out: %,d %s".formatted(reason.getValue().asLong(), words));
        }
        var names = new ArrayList<String>();
        report.path("filesLeft").forEach(name -> names.add(name.asString()));
        if (!names.isEmpty()) task.say("Files left out: " + String.join(", ", names));
    }

    private static String counts(JsonNode report, String which) {
        return "%,d dialogs, %,d messages, %,d files"
                .formatted(
                        report.path("dialogs").path(which).asLong(),
                        report.path("messages").path(which).asLong(),
                        report.path("files").path(which).asLong());
    }
}

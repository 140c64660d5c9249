package io.chimera.app.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Sends words or a file, by whichever way is best now. Returns once it is stored and queued.")
final class SendCommand implements Callable<Integer> {

    private final NodeClient node;

    @Mixin
    private AccountOption account = new AccountOption();

    @Parameters(
            index = "0",
            paramLabel = "TO",
            description = "A dialog's id, or a telephone number such as +5521990001002.")
    private String to = "";

    @ArgGroup(multiplicity = "1")
    private Content content = new Content();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    SendCommand(Path home) {
        this.node = new NodeClient(home);
    }

    /** Words or a file, not both. */
    static final class Content {
        @Parameters(index = "1", paramLabel = "TEXT", description = "What to say.")
        private Optional<String> text = Optional.empty();

        @Option(
                names = {"-f", "--file"},
                paramLabel = "PATH",
                description = "The file to send.")
        private Optional<Path> file = Optional.empty();
    }

    @Override
    public Integer call() throws CommandFailed {
        var accountPath = account.path(node);
        var dialog = accountPath + "/dialogs/" + dialog(accountPath);
        var message = content.file.isPresent()
                ? node.upload(dialog + "/files", content.file.get())
                : node.post(dialog + "/messages", Map.of("text", content.text.orElse("")));
        spec.commandLine()
                .getOut()
                .println(message.path("id").asString() + " "
                        + message.path("status").asString());
        return 0;
    }

    private String dialog(String accountPath) throws CommandFailed {
        if (!to.startsWith("+")) return to.matches("-?[0-9]{1,16}") ? to : refuse();
        return node.post(accountPath + "/dialogs", Map.of("phone", to))
                .path("id")
                .asString();
    }

    private String refuse() throws CommandFailed {
        throw new CommandFailed("«" + to + "» is neither a dialog's id nor a telephone number that begins with +.");
    }
}

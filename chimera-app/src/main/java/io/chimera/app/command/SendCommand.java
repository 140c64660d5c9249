package io.chimera.app.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "What to say.")
    private Optional<String> text = Optional.empty();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "PATH",
            description = "The file to send, instead of a text.")
    private Optional<Path> file = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    SendCommand(Path home) {
        this.node = new NodeClient(home);
    }

    @Override
    public Integer call() throws CommandFailed {
        if (text.isPresent() == file.isPresent())
            throw new ParameterException(spec.commandLine(), "Say what to send: a text, or a file with --file.");
        var accountPath = account.path(node);
        var dialog = accountPath + "/dialogs/" + dialog(accountPath);
        var message = file.isPresent()
                ? node.upload(dialog + "/files", file.get())
                : node.post(dialog + "/messages", Map.of("text", text.orElseThrow()));
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

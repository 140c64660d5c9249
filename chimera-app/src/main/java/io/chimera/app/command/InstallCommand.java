package io.chimera.app.command;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        description = {
            "Signs a Telegram account in, by questions and answers in the terminal.",
            "Asks for what Telegram wants: the application's id and hash, the number, the code, the password. Secrets are"
                    + " typed in, never given as arguments. The pages do the same."
        })
final class InstallCommand implements Callable<Integer> {

    private static final String SIGN_INS = "/api/v1/sign-ins";
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);

    private final NodeClient node;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    InstallCommand(Path home) {
        this.node = new NodeClient(home);
    }

    @Override
    public Integer call() throws CommandFailed {
        var keyboard = Keyboard.before(spec.commandLine().getOut());
        var step = node.post(SIGN_INS, Map.of());
        var path = SIGN_INS + "/" + step.path("id").asString();
        while (true) {
            switch (step.path("step").asString()) {
                case "FINISHED" -> {
                    sayIn(step.path("account"));
                    return 0;
                }
                case "ENDED" -> throw new CommandFailed("Nobody was signed in. " + problem(step));
                case "PREPARING" -> step = another(path, step);
                case "SCAN" -> step = scanned(path, step, keyboard);
                default -> step = answered(path, step, keyboard);
            }
        }
    }

    private JsonNode another(String path, JsonNode step) throws CommandFailed {
        return node.get(path + "?wait=2&after=" + step.path("seen").asString());
    }

    private JsonNode scanned(String path, JsonNode shown, Keyboard keyboard) throws CommandFailed {
        show(shown.path("link").asString(), keyboard.isTerminal());
        say("On a phone that is signed in: Settings, Devices, Link Desktop Device; then point it here.");
        say("The code changes every half minute. To type the number instead: back, and Enter.");
        var step = shown;
        while (step.path("seen").asString().equals(shown.path("seen").asString())) {
            if (keyboard.typedAhead().filter("back"::equals).isPresent()) return answer(path, of("START_OVER"));
            step = another(path, step);
        }
        return step;
    }

    private void show(String link, boolean terminal) {
        var canDraw = System.out.charset().newEncoder().canEncode('▀');
        say(canDraw ? QrBlocks.blocks(link, terminal) : QrBlocks.ascii(link, terminal));
    }

    private JsonNode answered(String path, JsonNode step, Keyboard keyboard) throws CommandFailed {
        if (step.has("problem")) say(problem(step));
        var answer = ask(step, keyboard);
        if (answer.isPresent()) return answer(path, answer.get());
        node.delete(path);
        throw new CommandFailed("Nothing more was typed, so the sign-in was cancelled. Nothing of it was kept.");
    }

    private JsonNode answer(String path, Map<String, Object> answer) throws CommandFailed {
        return node.post(path + "/answers", answer);
    }

    private Optional<Map<String, Object>> ask(JsonNode step, Keyboard keyboard) throws CommandFailed {
        return switch (step.path("step").asString()) {
            case "APPLICATION" -> askForApplication(keyboard);
            case "PHONE" -> askForPhone(keyboard);
            case "CODE" -> askForCode(step, keyboard);
            case "EMAIL" -> {
                say("Telegram wants an e-mail address of yours to which it sends its codes from now on.");
                yield keyboard.ask("E-mail address:").map(typed -> of("EMAIL", "email", typed));
            }
            case "EMAIL_CODE" -> {
                say("A code was sent to " + step.path("to").asString() + ". To start over: back.");
                yield keyboard.askSecretly("Code:")
                        .map(typed -> typed.strip().equals("back") ? of("START_OVER") : of("CODE", "code", typed));
            }
            case "PASSWORD" -> {
                var hint = step.path("hint").asString("");
                say("Your account has two-step verification. To start over: Enter alone.");
                if (!hint.isEmpty()) say("Your hint: " + hint);
                yield keyboard.askSecretly("Password:")
                        .map(typed -> typed.isEmpty() ? of("START_OVER") : of("PASSWORD", "password", typed));
            }
            default ->
                throw new CommandFailed("The running Chimera asks for something this command does not know: "
                        + step.path("step").asString() + ". Sign in with the browser at " + node.address() + ".");
        };
    }

    private Optional<Map<String, Object>> askForApplication(Keyboard keyboard) throws CommandFailed {
        say(
                "Telegram wants to know, once for this computer, which application talks to it. You get its id and hash at");
        say(
                "https://my.telegram.org/apps: sign in there with your number, give any title, and copy both. They stay here.");
        var id = keyboard.ask("Application id (api_id):");
        if (id.isEmpty()) return Optional.empty();
        return keyboard.askSecretly("Application hash (api_hash):")
                .map(hash -> Map.of("answer", "APPLICATION", "id", number(id.get()), "hash", hash));
    }

    /** What is no number is refused by the node, in its own words. */
    private static int number(String typed) {
        return typed.strip().matches("[0-9]{1,9}") ? Integer.parseInt(typed.strip()) : 0;
    }

    private Optional<Map<String, Object>> askForPhone(Keyboard keyboard) throws CommandFailed {
        say(
                "The number of your Telegram account, with the country code. Or: qr, to scan a code with your phone; bot, to"
                        + " sign a bot in.");
        var typed = keyboard.ask("Number:").map(String::strip);
        if (typed.isPresent() && typed.get().equals("bot"))
            return keyboard.askSecretly("The bot's token, from @BotFather:")
                    .map(token -> of("BOT_TOKEN", "token", token));
        return typed.map(phone -> phone.equals("qr") ? of("SCAN") : of("PHONE", "phone", phone));
    }

    private Optional<Map<String, Object>> askForCode(JsonNode step, Keyboard keyboard) throws CommandFailed {
        say("Telegram sent a code to " + step.path("to").asString() + " "
                + way(step.path("way").asString()) + ".");
        var other = step.path("other").asString("");
        var from = step.path("otherFrom").asString("");
        var when = from.isEmpty() ? "" : ", from " + clock(from) + " on";
        if (!other.isEmpty()) say("To get it " + way(other) + ": resend" + when + ".");
        say("To use another number: back.");
        return keyboard.askSecretly("Code:").map(typed -> switch (typed.strip()) {
            case "resend" -> of("ANOTHER_CODE");
            case "back" -> of("START_OVER");
            default -> of("CODE", "code", typed);
        });
    }

    private static String way(String way) {
        return switch (way) {
            case "APP" -> "in the app on another device";
            case "SMS" -> "by SMS";
            case "CALL" -> "by a voice that calls";
            case "MISSED_CALL" -> "by a call that is cut at once: the end of its number is the code";
            case "EMAIL" -> "by e-mail";
            case "FRAGMENT" -> "at fragment.com";
            default -> "another way";
        };
    }

    private static Map<String, Object> of(String answer) {
        return Map.of("answer", answer);
    }

    private static Map<String, Object> of(String answer, String field, String typed) {
        return Map.of("answer", answer, field, typed);
    }

    private static String problem(JsonNode step) {
        var problem = step.path("problem");
        var said = problem.path("said").asString("");
        var until = problem.path("until").asString("");
        return problem.path("title").asString() + " " + problem.path("detail").asString()
                + (until.isEmpty() ? "" : " Possible again from " + clock(until) + " on.")
                + (said.isEmpty() ? "" : " (" + said + ")");
    }

    private static String clock(String instant) {
        return DAY_AND_TIME.format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
    }

    private void sayIn(JsonNode account) throws CommandFailed {
        say(account.path("name").asString() + " is signed in, with the id "
                + account.path("id").asString() + ".");
        say("Open " + node.address() + " in a browser to chat, or send something with ./chimera send.");
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}

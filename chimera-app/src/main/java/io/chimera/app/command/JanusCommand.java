package io.chimera.app.command;

import io.chimera.app.command.CertificateCommands.CertificateCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The verb about who somebody is at each site. Secrets are asked for at the keyboard and are never arguments. */
@Command(
        name = "janus",
        mixinStandardHelpOptions = true,
        description = {
            "Who you are at a site: a name, a password and an address, computed from one secret.",
            "By itself it tells what is unlocked."
        },
        subcommands = {
            JanusCommand.Unlock.class,
            JanusCommand.Lock.class,
            JanusCommand.Triple.class,
            JanusCommand.Find.class,
            JanusSites.class,
            JanusForget.class,
            JanusHttps.class
        })
final class JanusCommand extends CertificateCommand {

    JanusCommand(Path home) {
        super(home);
    }

    @Override
    public Integer call() throws CommandFailed {
        var state = node.get(account.path(node) + "/janus");
        if (state.path("unlocked").asBoolean()) sayUnlocked(this, state);
        else say("Nothing is unlocked. ./chimera janus unlock unlocks a profile.");
        return 0;
    }

    private static void sayUnlocked(CertificateCommand command, JsonNode state) {
        var check = new ArrayList<String>();
        state.path("check").forEach(word -> check.add(word.asString()));
        var numbers = new ArrayList<String>();
        state.path("checkNumbers").forEach(number -> numbers.add(number.asString()));
        command.say("Unlocked: " + state.path("profile").asString());
        command.say("Check words: " + String.join(" ", check) + " (" + String.join(" ", numbers) + ")");
        if (state.path("remembered").asBoolean()) command.say("Remembered on this computer");
        command.say("Locks itself at " + state.path("locksAt").asString() + " unless it is used before");
    }

    @Command(
            name = "unlock",
            mixinStandardHelpOptions = true,
            description = {
                "Unlocks a profile; the secret is asked for.",
                "There is no wrong secret: compare the four check words with those you know."
            })
    static final class Unlock extends CertificateCommand {

        @Option(
                names = {"-p", "--profile"},
                paramLabel = "NAME",
                description = "The profile's name, or all of it, such as janus1:strong:anna. Asked for if left out.")
        private Optional<String> profile = Optional.empty();

        @Option(names = "--strong", description = "256 MiB for each guess and not 64. Part of the profile.")
        private boolean strong;

        @Option(names = "--kit", description = "This profile has a printed kit: ask for its letters.")
        private boolean kit;

        @Option(names = "--mail-domain", paramLabel = "DOMAIN", description = "Where mail for its addresses arrives.")
        private Optional<String> domain = Optional.empty();

        @Option(names = "--weak-anyway", description = "Take a secret that can be guessed.")
        private boolean weakAnyway;

        @Option(
                names = "--remember",
                description =
                        "Remember it on this computer: a mistyped secret is told at once, and sites are kept, sealed.")
        private boolean remember;

        @Option(
                names = "--somebody-else",
                description = "Unlock although this computer remembers another one of this name.")
        private boolean somebodyElse;

        Unlock(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            var path = account.path(node);
            var keyboard = Keyboard.before(spec.commandLine().getOut());
            var form = new HashMap<String, Object>();
            form.put("profile", profile.isPresent() ? profile.get() : typed(keyboard.ask("Profile:")));
            form.put("secret", typed(keyboard.askSecretly("Secret:")));
            if (kit) form.put("kit", typed(keyboard.askSecretly("Kit:")));
            domain.ifPresent(there -> form.put("mailDomain", there));
            form.put("strong", strong);
            form.put("weakAnyway", weakAnyway);
            form.put("remember", remember);
            form.put("somebodyElse", somebodyElse);
            sayUnlocked(this, node.post(path + "/janus/unlock", form));
            return 0;
        }
    }

    private static String typed(Optional<String> line) throws CommandFailed {
        return line.orElseThrow(() -> new CommandFailed("Nothing more was typed, so nothing was done."));
    }

    @Command(name = "lock", mixinStandardHelpOptions = true, description = "Locks what is unlocked.")
    static final class Lock extends CertificateCommand {

        Lock(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            node.post(account.path(node) + "/janus/lock", Map.of());
            say("Locked.");
            return 0;
        }
    }

    @Command(
            name = "triple",
            mixinStandardHelpOptions = true,
            description = {
                "Prints user name, password and address for a site, a line each.",
                "Whoever sees the terminal sees the password."
            })
    static final class Triple extends CertificateCommand {

        @Parameters(paramLabel = "SITE", description = "A URL, a host or a site.")
        private String site = "";

        @Option(
                names = {"-c", "--counter"},
                paramLabel = "N",
                description = {
                    "1 for the first; more when one was refused or stolen.",
                    "As the site's card has it if left out, and 1 without a card."
                })
        private Optional<Integer> counter = Optional.empty();

        @Option(names = "--persona", paramLabel = "NAME", description = "Another person at the same site.")
        private Optional<String> persona = Optional.empty();

        @Option(
                names = "--rules",
                paramLabel = "RULES",
                description = "What the site accepts, such as 'maxlength: 16; required: digit'.")
        private Optional<String> rules = Optional.empty();

        @Option(names = "--keep", description = "Keep persona, counter and rules on the site's card.")
        private boolean keep;

        Triple(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            var path = account.path(node) + "/janus/";
            var wanted = new HashMap<String, Object>(Map.of("site", site));
            counter.ifPresent(number -> wanted.put("counter", number));
            persona.ifPresent(name -> wanted.put("persona", name));
            rules.ifPresent(text -> wanted.put("rules", text));
            if (keep) node.put(path + "sites", wanted);
            var there = node.post(path + "triple", wanted);
            say("site      " + there.path("site").asString());
            int number = there.path("counter").asInt(1);
            if (number > 1) say("counter   " + number);
            say("user      " + there.path("user").asString());
            say("password  " + there.path("password").asString());
            if (there.has("email")) say("email     " + there.path("email").asString());
            say("bits      " + Math.round(there.path("bits").asDouble()));
            return 0;
        }
    }

    @Command(
            name = "find",
            mixinStandardHelpOptions = true,
            description = "Asks for an address, a user name or a password, and tells for which site it was made.")
    static final class Find extends CertificateCommand {

        @Parameters(
                paramLabel = "SITE",
                arity = "0..*",
                description =
                        "Sites to compare with, besides those asked for since it was unlocked and those remembered.")
        private List<String> sites = List.of();

        Find(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            var path = account.path(node);
            var value = typed(Keyboard.before(spec.commandLine().getOut()).askSecretly("Address, name or password:"));
            var found = node.post(path + "/janus/find", Map.of("value", value, "sites", sites));
            if (!found.path("yours").asBoolean()) {
                say("Not yours, or of a site that was not compared.");
                return 1;
            }
            var persona = found.path("persona").asString();
            say(found.path("what").asString() + " for " + found.path("site").asString() + ", counter "
                    + found.path("counter").asInt() + (persona.isEmpty() ? "" : ", persona " + persona));
            return 0;
        }
    }
}

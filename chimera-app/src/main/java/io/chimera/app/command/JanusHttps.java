package io.chimera.app.command;

import io.chimera.app.command.CertificateCommands.CertificateCommand;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Of which sites the identity proxy looks into HTTPS, at the command line. */
@Command(
        name = "https",
        mixinStandardHelpOptions = true,
        description = {
            "Of which sites the identity proxy looks into HTTPS; by itself it lists them.",
            "Nothing is looked into before your browsers have the certificate and you said so."
        },
        subcommands = {
            JanusHttps.ListThem.class,
            JanusHttps.Add.class,
            JanusHttps.On.class,
            JanusHttps.Off.class,
            JanusHttps.Remove.class,
            JanusHttps.Never.class,
            JanusHttps.Certificate.class,
            JanusHttps.Delete.class
        })
final class JanusHttps extends CertificateCommand {

    private static final String PATH = "/api/v1/janus/https";

    JanusHttps(Path home) {
        super(home);
    }

    @Override
    public Integer call() throws CommandFailed {
        sayAll(this, node.get(PATH));
        return 0;
    }

    private static void sayAll(CertificateCommand command, JsonNode state) {
        if (state.has("trouble")) command.say(state.path("trouble").asString());
        var sites = state.path("sites");
        if (sites.isEmpty()) command.say("No site is chosen: all HTTPS goes through unseen.");
        sites.forEach(site -> command.say(site.path("site").asString() + "  "
                + reach(site.path("reach").asString())
                + (site.path("forNow").asBoolean() ? "  only until Chimera ends" : "")));
        state.path("never").forEach(host -> command.say(host.asString() + "  never looked into"));
        sayNext(command, state);
    }

    private static String reach(String reach) {
        return switch (reach) {
            case "LOOKED_INTO" -> "looked into";
            case "WAITS" -> "waits for your browsers to have the certificate";
            default -> "off";
        };
    }

    private static void sayNext(CertificateCommand command, JsonNode state) {
        if (state.path("wantsCertificate").asBoolean()
                || state.path("wantsGiving").asBoolean())
            command.say("Next: ./chimera janus https certificate --to FILE writes the certificate. Import it into your"
                    + " browsers, then say so: ./chimera janus https certificate --given");
    }

    private static String at(String site) {
        return PATH + "/sites/" + URLEncoder.encode(site, StandardCharsets.UTF_8);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the sites, and what is done with them.")
    static final class ListThem extends CertificateCommand {

        ListThem(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            sayAll(this, node.get(PATH));
            return 0;
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Chooses a site. All of it is looked into, with what is below its name.")
    static final class Add extends CertificateCommand {

        @Parameters(paramLabel = "SITE", description = "The site's own name, such as example.com.")
        private String site = "";

        @Option(names = "--for-now", description = "Only until Chimera ends, whatever the list says.")
        private boolean forNow;

        Add(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            sayAll(this, node.post(PATH + "/sites", Map.of("site", site, "forNow", forNow)));
            return 0;
        }
    }

    @Command(name = "on", mixinStandardHelpOptions = true, description = "Switches a site of the list on.")
    static final class On extends CertificateCommand {

        @Parameters(paramLabel = "SITE", description = "As it is listed.")
        private String site = "";

        On(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            sayAll(this, node.put(at(site), Map.of("on", true)));
            return 0;
        }
    }

    @Command(name = "off", mixinStandardHelpOptions = true, description = "Switches a site off, for now as well.")
    static final class Off extends CertificateCommand {

        @Parameters(paramLabel = "SITE", description = "As it is listed.")
        private String site = "";

        Off(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            sayAll(this, node.put(at(site), Map.of("on", false)));
            return 0;
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Takes a site, or a host that is never looked into, from the list.")
    static final class Remove extends CertificateCommand {

        @Parameters(paramLabel = "SITE", description = "As it is listed.")
        private String site = "";

        Remove(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            node.delete(at(site));
            say("Removed " + site + ".");
            return 0;
        }
    }

    @Command(
            name = "never",
            mixinStandardHelpOptions = true,
            description = "Says that a host, and what is below it, is never looked into, though its site is.")
    static final class Never extends CertificateCommand {

        @Parameters(paramLabel = "HOST", description = "Such as bank.example.com.")
        private String host = "";

        Never(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            sayAll(this, node.post(PATH + "/never", Map.of("host", host)));
            return 0;
        }
    }

    @Command(
            name = "certificate",
            mixinStandardHelpOptions = true,
            description = {
                "The certificate your browsers need, made anew where a site is not in it; there is no key in it.",
                "By itself it tells about it."
            })
    static final class Certificate extends CertificateCommand {

        @Option(names = "--to", paramLabel = "FILE", description = "Write it into a new file, as PEM.")
        private Optional<Path> to = Optional.empty();

        @Option(names = "--given", description = "Say that your browsers have it: from now on it counts.")
        private boolean given;

        Certificate(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            if (given) {
                sayAll(this, node.post(PATH + "/certificate/given", Map.of()));
                return 0;
            }
            var root = node.post(PATH + "/certificate", Map.of());
            say("name         " + root.path("name").asString());
            say("SHA-256      " + root.path("fingerprint").asString());
            say("good until   " + root.path("until").asString());
            root.path("sites").forEach(site -> say("speaks for   " + site.asString()));
            if (to.isPresent()) write(to.get(), root.path("pem").asString());
            sayNext(this, node.get(PATH));
            return 0;
        }

        private void write(Path file, String pem) throws CommandFailed {
            try {
                Files.writeString(file, pem, StandardOpenOption.CREATE_NEW);
            } catch (IOException _) {
                throw new CommandFailed(
                        "The file " + file + " could not be written: it must be new, in a folder you may"
                                + " write to. The certificate stays where it was.");
            }
            say("Written to " + file + ". How a browser takes it in: docs/janus/https.md");
        }
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Switches every site off, and destroys the certificate and its key.")
    static final class Delete extends CertificateCommand {

        Delete(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            node.delete(PATH);
            say(
                    "All HTTPS goes through unseen. The certificate and its key are destroyed: remove it from your browsers.");
            return 0;
        }
    }
}

package io.chimera.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The verbs about an account's certificate. */
final class CertificateCommands {

    private CertificateCommands() {}

    /** What they share. */
    abstract static class CertificateCommand implements Callable<Integer> {

        final NodeClient node;

        @Mixin
        final AccountOption account = new AccountOption();

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli before call()
        CommandSpec spec;

        CertificateCommand(Path home) {
            this.node = new NodeClient(home);
        }

        final void say(String line) {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }

        final void sayCertified(JsonNode enrolment) {
            var facts = enrolment.path("certificate");
            say("Certified until " + facts.path("notAfter").asString() + ", serial "
                    + facts.path("serial").asString());
        }
    }

    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = "Gets a certificate: a one-time code goes to the account, and is typed in here.")
    static final class New extends CertificateCommand {

        New(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            var path = account.path(node) + "/certificate";
            node.post(path + "/challenge", Map.of());
            say("A code was sent to the account. Type it here:");
            sayCertified(node.post(path + "/proof", Map.of("code", typed())));
            return 0;
        }

        private static String typed() throws CommandFailed {
            try {
                var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
                if (line == null)
                    throw new CommandFailed("No code was typed. The one that was sent stays good for some minutes.");
                return line.strip();
            } catch (IOException failed) {
                throw new CommandFailed("The code could not be read: " + failed.getMessage());
            }
        }
    }

    @Command(
            name = "renew",
            mixinStandardHelpOptions = true,
            description = "Gets a new certificate with the present one.")
    static final class Renew extends CertificateCommand {

        Renew(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            sayCertified(node.post(account.path(node) + "/certificate/renewal", Map.of()));
            return 0;
        }
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Takes the certificate back for good.")
    static final class Revoke extends CertificateCommand {

        @Option(
                names = {"-r", "--reason"},
                paramLabel = "REASON",
                defaultValue = "UNSPECIFIED",
                description = "Why, by its name in RFC 5280 §5.3.1, such as KEY_COMPROMISE.")
        private String reason = "UNSPECIFIED";

        @Option(
                names = {"-n", "--note"},
                paramLabel = "TEXT",
                defaultValue = "",
                description = "A note for the authority's records.")
        private String note = "";

        Revoke(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            node.post(account.path(node) + "/certificate/revocation", Map.of("reason", reason, "note", note));
            say("The certificate is revoked. ./chimera new gets another one.");
            return 0;
        }
    }
}

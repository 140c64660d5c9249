package io.chimera.app.command;

import io.chimera.app.command.CertificateCommands.CertificateCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What is remembered of sites, at the command line. */
@Command(
        name = "sites",
        mixinStandardHelpOptions = true,
        description = {
            "The sites this computer remembers of the profile that is unlocked.",
            "By itself it lists them: site, counter, persona, note. ./chimera janus triple --keep writes one."
        })
final class JanusSites extends CertificateCommand {

    @Option(names = "--remove", paramLabel = "SITE", description = "Remove the card of this site.")
    private Optional<String> remove = Optional.empty();

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "Write all cards into a new file that only the same profile opens.")
    private Optional<Path> export = Optional.empty();

    @Option(names = "--import", paramLabel = "FILE", description = "Take in such a file.")
    private Optional<Path> takeIn = Optional.empty();

    @Option(
            names = "--allow-http",
            paramLabel = "SITE",
            description = "Let the proxy put values for this site into requests that go in clear.")
    private Optional<String> allowHttp = Optional.empty();

    @Option(names = "--forbid-http", paramLabel = "SITE", description = "Take that back.")
    private Optional<String> forbidHttp = Optional.empty();

    @Option(
            names = "--leave-alone",
            paramLabel = "SITE",
            description = "Let the proxy fill nothing in at this site: what is typed goes there as it is.")
    private Optional<String> leaveAlone = Optional.empty();

    @Option(names = "--fill-in", paramLabel = "SITE", description = "Take that back.")
    private Optional<String> fillIn = Optional.empty();

    JanusSites(Path home) {
        super(home);
    }

    @Override
    public Integer call() throws CommandFailed {
        var path = account.path(node) + "/janus/sites";
        if (remove.isPresent()) remove(path, remove.get());
        else if (export.isPresent()) export(path, export.get());
        else if (takeIn.isPresent()) takeIn(path, takeIn.get());
        else if (allowHttp.isPresent()) allowHttp(path, allowHttp.get());
        else if (forbidHttp.isPresent())
            say("Plain http is forbidden for " + changed(path, forbidHttp.get(), "plainHttp", false) + " from now on.");
        else if (leaveAlone.isPresent())
            say("Nothing is filled in at " + changed(path, leaveAlone.get(), "leftAlone", true) + " from now on.");
        else if (fillIn.isPresent())
            say("Forms of " + changed(path, fillIn.get(), "leftAlone", false) + " are filled in again.");
        else list(path);
        return 0;
    }

    private void list(String path) throws CommandFailed {
        var sites = node.get(path).path("sites");
        if (sites.isEmpty()) say("No sites are remembered of this profile.");
        sites.forEach(card -> say(line(card)));
    }

    private static String line(JsonNode card) {
        var persona = card.path("persona").asString();
        var note = card.path("note").asString();
        return card.path("site").asString() + "  counter "
                + card.path("counter").asInt()
                + (persona.isEmpty() ? "" : "  persona " + persona)
                + (card.path("plainHttp").asBoolean() ? "  plain http allowed" : "")
                + (card.path("leftAlone").asBoolean() ? "  left alone" : "")
                + (note.isEmpty() ? "" : "  " + note);
    }

    private void remove(String path, String site) throws CommandFailed {
        for (var card : node.get(path).path("sites")) {
            if (!card.path("site").asString().equals(site)) continue;
            node.delete(path + "/" + card.path("id").asString());
            say("Removed " + site + ".");
            return;
        }
        throw new CommandFailed(
                "There is no card of " + site + ". ./chimera janus sites lists them as they are written.");
    }

    private void export(String path, Path file) throws CommandFailed {
        var cards = Base64.getDecoder()
                .decode(node.post(path + "/export", Map.of()).path("file").asString());
        try (var out = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            for (var left = ByteBuffer.wrap(cards); left.hasRemaining(); ) out.write(left);
        } catch (IOException _) {
            throw new CommandFailed(
                    "The file " + file + " could not be written: it must be new, in a folder you may write"
                            + " to. Nothing was exported.");
        }
        say("Written to " + file + ". Only the same secret, with the same kit and effort, opens it.");
    }

    private void takeIn(String path, Path file) throws CommandFailed {
        byte[] cards;
        try {
            cards = Files.readAllBytes(file);
        } catch (IOException _) {
            throw new CommandFailed("There is no file " + file + " that can be read. Nothing was taken in.");
        }
        var brought =
                node.post(path + "/import", Map.of("file", Base64.getEncoder().encodeToString(cards)));
        say(brought.path("cards").asInt() + " cards taken in.");
    }

    private void allowHttp(String path, String site) throws CommandFailed {
        say("Plain http is allowed for " + changed(path, site, "plainHttp", true)
                + ": whoever is on the way can read your values.");
    }

    /** The name of the site whose card was changed. */
    private String changed(String path, String site, String which, boolean on) throws CommandFailed {
        return node.put(path, Map.of("site", site, which, on)).path("site").asString();
    }
}

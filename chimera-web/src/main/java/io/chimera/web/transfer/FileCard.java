package io.chimera.web.transfer;

import io.chimera.core.arrival.FetchPolicy;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.MessageId;
import io.chimera.core.transfer.Progress;
import io.chimera.web.words.Words;
import java.util.Locale;
import java.util.Optional;

/**
 * A file as chats and the transfers page show it, on its way or not.
 *
 * @param stem the part of its name that may be cut where room is short
 * @param end the end of its name, which never is
 * @param tile what kind of file it is, in at most four letters; empty when its name does not say
 * @param stat how large it is, or how much of it is there
 * @param href where it can be had; empty while it is not here
 * @param moving how far it is, while it is on its way
 * @param fetch how it is brought here; empty when nobody need ask for that
 */
public record FileCard(
        String id,
        String name,
        String stem,
        String end,
        String tile,
        String stat,
        String href,
        Optional<Moving> moving,
        Optional<Fetch> fetch) {

    private static final int SHORT_NAME = 16;
    private static final int KEPT_OF_STEM = 4;
    private static final int LONGEST_TILE = 4;

    /**
     * How far a file is.
     *
     * @param percent 0 to 100; empty when its size is not known
     * @param step the last of 0, 25, 50, 75, 100 it has reached: what is announced aloud
     * @param line how far, how fast, how long still
     * @param resumed where this attempt took up an older one; empty when it did not
     */
    public record Moving(Optional<Integer> percent, int step, String line, String resumed) {}

    /**
     * How a file of the cloud is brought here.
     *
     * @param sure what the person is asked first; empty for nothing
     */
    public record Fetch(String sure) {}

    /** A file that lies here, and may be on its way out. */
    public static FileCard of(MessageId message, SharedFile file, Optional<Progress> progress, Words words) {
        var figures = words.figures();
        long size = file.content().size();
        var stat = progress.map(going -> figures.part(going.done(), size)).orElseGet(() -> figures.size(size));
        return card(message, file.name(), stat, "/files/" + message, progress, words);
    }

    /** A file that the cloud has, and that may be on its way here. */
    public static FileCard of(
            MessageId message, Body.Distant distant, Dialog dialog, Optional<Progress> progress, Words words) {
        var file = distant.file();
        var figures = words.figures();
        var stat = progress.map(coming -> figures.part(coming.done(), file.size()))
                .orElseGet(() -> words.say(distant.wanted() ? "file.coming" : "file.away", figures.size(file.size())));
        var card = card(message, file.name(), stat, "", progress, words);
        return distant.wanted() || progress.isPresent() ? card : card.with(fetch(dialog, words));
    }

    private static Fetch fetch(Dialog dialog, Words words) {
        return new Fetch(FetchPolicy.isAskedTwice(dialog) ? words.say("sure.fetch", dialog.title()) : "");
    }

    private FileCard with(Fetch fetch) {
        return new FileCard(id, name, stem, end, tile, stat, href, moving, Optional.of(fetch));
    }

    /** A file on its way in. */
    public static FileCard of(Progress progress, Words words) {
        var figures = words.figures();
        var stat = progress.size() < 0 ? figures.size(progress.done()) : figures.part(progress.done(), progress.size());
        return card(progress.message(), progress.name(), stat, "", Optional.of(progress), words);
    }

    private static FileCard card(
            MessageId message, FileName fileName, String stat, String href, Optional<Progress> progress, Words words) {
        var name = fileName.value();
        int cut = name.length() - lengthOfEnd(name);
        return new FileCard(
                message.toString(),
                name,
                name.substring(0, cut),
                name.substring(cut),
                tile(name),
                stat,
                href,
                progress.map(going -> moving(going, words)),
                Optional.empty());
    }

    private static int lengthOfEnd(String name) {
        if (name.length() <= SHORT_NAME) return 0;
        int dot = name.lastIndexOf('.');
        int kept = Math.max((dot < name.length() / 2 ? name.length() : dot) - KEPT_OF_STEM, 0);
        boolean splitsPair = Character.isLowSurrogate(name.charAt(kept));
        return name.length() - kept + (splitsPair ? 1 : 0);
    }

    private static String tile(String name) {
        int dot = name.lastIndexOf('.');
        var extension = dot < 0 ? "" : name.substring(dot + 1);
        boolean fits = extension.length() <= LONGEST_TILE && extension.chars().allMatch(Character::isLetterOrDigit);
        return fits ? extension.toUpperCase(Locale.ROOT) : "";
    }

    private static Moving moving(Progress progress, Words words) {
        var percent = progress.percent();
        var resumed = progress.resumedAt() == 0 || progress.size() <= 0
                ? ""
                : words.say("transfer.resumed", 100 * progress.resumedAt() / progress.size());
        return new Moving(percent, percent.orElse(0) / 25 * 25, line(progress, words), resumed);
    }

    private static String line(Progress progress, Words words) {
        var figures = words.figures();
        if (progress.rate() < 1) return words.say("transfer.starting");
        var rate = figures.rate(progress.rate());
        if (progress.percent().isEmpty() || progress.left().isEmpty()) return rate;
        return words.say(
                "transfer.line",
                progress.percent().get(),
                rate,
                figures.duration(progress.left().get()));
    }
}

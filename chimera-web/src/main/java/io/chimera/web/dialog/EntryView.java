package io.chimera.web.dialog;

import io.chimera.web.transfer.FileCard;
import java.util.Optional;

/**
 * One message as the page shows it, with what stands between it and the one before.
 *
 * @param asOf the revision it was read at: one page hears of it on several ways, and the latest is true
 * @param previous the id of the message before it; empty for the first
 * @param unseen whether seeing it is news for its author
 * @param day the heading of the day it begins; empty when the one before is of the same day
 * @param turn the line that says that the way changed, if it did
 * @param first whether it is the first of a group of one author's messages
 * @param last whether it is the last of one
 * @param who its author's name, where several people write
 * @param quote what it answers, if it answers something
 * @param what what it says
 * @param reason why it needs the person
 */
record EntryView(
        String id,
        long dialog,
        long asOf,
        String previous,
        boolean mine,
        boolean unseen,
        String day,
        Optional<Turn> turn,
        boolean first,
        boolean last,
        String who,
        Optional<QuoteView> quote,
        What what,
        String time,
        String exactly,
        boolean edited,
        BadgeView badge,
        Optional<TickView> tick,
        Optional<Reason> reason,
        Acts acts) {

    /** The way changed. */
    record Turn(String style, String icon, String words, String time) {}

    /**
     * What a message says.
     *
     * @param plain its words without looks, or its file's name
     * @param html its words with their looks, as markup; empty if it has none
     * @param image whether the file is a picture that may be shown
     */
    record What(boolean deleted, String plain, String html, Optional<FileCard> file, boolean image) {}

    /** Why a message needs the person: a heading, what happened, whether it can be sent again. */
    record Reason(String heading, String words, boolean again) {}

    /** What can be done with it. */
    record Acts(boolean answer, boolean copy, boolean edit, boolean delete, boolean cancel, boolean again) {}

    /** Its style classes beside {@code msg}. */
    public String style() {
        return (mine ? "mine " : "")
                + (first ? "first " : "")
                + (last ? "last " : "")
                + (reason.isPresent()
                                && tick.map(view -> view.state().equals("failed"))
                                        .orElse(false)
                        ? "failed"
                        : "");
    }
}

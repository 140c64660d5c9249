package io.chimera.web.dialog;

import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.web.words.Face;
import io.chimera.web.words.Words;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns dialogs into rows of the list. Pure. */
final class Rows {

    private static final int MOST_SHOWN_UNREAD = 9_999;

    private final Words words;
    private final Lines lines;
    private final Facts facts;

    Rows(Words words, Facts facts) {
        this.words = words;
        this.lines = new Lines(words);
        this.facts = facts;
    }

    /**
     * What must be known beside the dialogs.
     *
     * @param near who is proven to be on this network
     * @param open the dialog that is open beside the list
     * @param suffix what follows a dialog's address, so that filter and search stay
     */
    record Facts(Instant now, Set<ContactId> near, Map<Author, String> names, Optional<DialogId> open, String suffix) {}

    RowView of(DialogSummary summary) {
        var dialog = summary.dialog();
        boolean near = isNear(dialog);
        boolean draft = !summary.draft().isBlank();
        var last = summary.last();
        return new RowView(
                dialog.id().value(),
                "/c/" + dialog.id() + facts.suffix(),
                dialog.title(),
                face(dialog, near),
                KindView.of(dialog, words),
                near,
                facts.open().equals(Optional.of(dialog.id())),
                last.map(message -> words.moments().briefly(message.sentAt(), facts.now()))
                        .orElse(""),
                draft,
                draft
                        ? words.say("line.draft")
                        : last.map(message -> lines.lead(message, dialog, facts.names()))
                                .orElse(""),
                draft ? Lines.oneLine(summary.draft()) : last.map(lines::of).orElse(""),
                draft
                        ? Optional.empty()
                        : last.filter(message -> message.mine() && !message.deleted())
                                .map(message -> TickView.of(message.tick(), words)),
                summary.unread() == 0 ? "" : words.figures().count(Math.min(summary.unread(), MOST_SHOWN_UNREAD)),
                words.say("list.unread", summary.unread()));
    }

    boolean isNear(Dialog dialog) {
        return dialog.peer().map(facts.near()::contains).orElse(false);
    }

    static Face face(Dialog dialog, boolean near) {
        var id = dialog.id().value();
        return dialog.peer().isPresent() ? Face.of(id, dialog.title(), near) : Face.ofSeveral(id, dialog.title());
    }
}

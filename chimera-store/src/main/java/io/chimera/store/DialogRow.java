package io.chimera.store;

import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A row of table {@code dialog}. */
@Table("dialog")
record DialogRow(@Id long id, Kind kind, String title, String draft, long revision, boolean mayWrite) {

    enum Kind {
        DIRECT,
        GROUP,
        CHANNEL
    }

    static Kind kindOf(Dialog dialog) {
        return switch (dialog) {
            case Dialog.Direct _ -> Kind.DIRECT;
            case Dialog.Group _ -> Kind.GROUP;
            case Dialog.Channel _ -> Kind.CHANNEL;
        };
    }

    Dialog toDialog() {
        return switch (kind) {
            case DIRECT -> new Dialog.Direct(new ContactId(id), title);
            case GROUP -> new Dialog.Group(new DialogId(id), title, mayWrite);
            case CHANNEL -> new Dialog.Channel(new DialogId(id), title, mayWrite);
        };
    }
}

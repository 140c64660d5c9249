package io.chimera.core.dialog;

import io.chimera.core.contact.ContactId;
import java.util.Optional;

/** Where messages stand one after the other. */
public sealed interface Dialog {

    /** The Telegram chat id. */
    DialogId id();

    /** What the dialog is called; never blank. */
    String title();

    /** The one at the other end, where there is exactly one: only such a dialog can take the LAN. */
    Optional<ContactId> peer();

    /** Two people. */
    record Direct(ContactId with, String title) implements Dialog {
        @Override
        public DialogId id() {
            return DialogId.with(with);
        }

        @Override
        public Optional<ContactId> peer() {
            return Optional.of(with);
        }
    }

    /** Several people who all may write. */
    record Group(DialogId id, String title) implements Dialog {
        @Override
        public Optional<ContactId> peer() {
            return Optional.empty();
        }
    }

    /** One voice to many. */
    record Channel(DialogId id, String title) implements Dialog {
        @Override
        public Optional<ContactId> peer() {
            return Optional.empty();
        }
    }
}

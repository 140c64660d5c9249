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

    /** Whether this account may write in it. */
    boolean mayWrite();

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

        @Override
        public boolean mayWrite() {
            return true;
        }
    }

    /**
     * Several people, most of whom may write.
     *
     * @param mayWrite whether this account is one of them
     */
    record Group(DialogId id, String title, boolean mayWrite) implements Dialog {

        /** One in which this account may write. */
        public Group(DialogId id, String title) {
            this(id, title, true);
        }

        @Override
        public Optional<ContactId> peer() {
            return Optional.empty();
        }
    }

    /**
     * One voice to many.
     *
     * @param mayWrite whether this account is that voice
     */
    record Channel(DialogId id, String title, boolean mayWrite) implements Dialog {

        /** One that this account reads. */
        public Channel(DialogId id, String title) {
            this(id, title, false);
        }

        @Override
        public Optional<ContactId> peer() {
            return Optional.empty();
        }
    }
}

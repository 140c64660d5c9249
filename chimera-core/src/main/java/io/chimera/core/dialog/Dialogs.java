package io.chimera.core.dialog;

import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the history of one account. */
public interface Dialogs {

    /** The most messages one page holds. */
    int LARGEST_PAGE = 100;

    /** Every dialog, the one with the newest message first; those without messages last, by title. */
    List<DialogSummary> all();

    /** One dialog as the list shows it. */
    Optional<DialogSummary> summary(DialogId id);

    /** The dialog with this id. */
    Optional<Dialog> find(DialogId id);

    /** The message with this id, whatever its dialog. */
    Optional<Message> message(MessageId id);

    /** The message the cloud knows by this id in this dialog. */
    Optional<Message> message(DialogId dialog, CloudMessageId id);

    /** The message of a dialog that another one names, if it is here; one that is named by a trace is looked for elsewhere. */
    default Optional<Message> message(DialogId dialog, Reference reference) {
        return switch (reference) {
            case Reference.ById(var id) ->
                message(id).filter(found -> found.dialog().equals(dialog));
            case Reference.ByCloudId(var id) -> message(dialog, id);
            case Reference.ByTrace _ -> Optional.empty();
        };
    }

    /**
     * The oldest gap into which a message belongs that the cloud brings: the cloud brings things in order, so what it dates
     * no later than what is missing stands there.
     *
     * @param date the cloud's
     */
    Optional<Gap> gap(DialogId dialog, Author author, Instant date);

    /**
     * The newest messages of a dialog, or those before a known one.
     *
     * @param before a message of this dialog; messages older than it are wanted. Unknown ids give an empty page
     * @param limit 1 to {@link #LARGEST_PAGE}; other numbers are brought into that range
     */
    Page page(DialogId dialog, Optional<MessageId> before, int limit);

    /**
     * The messages after a known one, or from the beginning, oldest first: for whoever walks through all of them.
     *
     * @param after a message of this dialog. Unknown ids give none
     * @param limit as of a page
     */
    List<Message> onward(DialogId dialog, Optional<MessageId> after, int limit);

    /**
     * Messages of a dialog that the cloud knows, the one with its highest id first, which is the latest by the cloud's
     * order: not always by the dialog's.
     *
     * @param before only those with lower ids than this, which need not be here
     * @param limit as of a page
     */
    List<Message> inCloud(DialogId dialog, Optional<CloudMessageId> before, int limit);

    /** A stretch of history with a known message in its middle, for opening a dialog at a found place. */
    Page around(DialogId dialog, MessageId middle, int limit);

    /**
     * Messages whose text, or whose file's name, holds all of these words (whole or as beginnings), best and newest
     * first. Words shorter than the index can find give an empty list, never an error.
     *
     * @param within only this dialog, or all when empty
     */
    List<Message> search(String words, Optional<DialogId> within, int limit);

    /**
     * Messages whose {@linkplain Body.Distant file} is to be fetched, the newest first.
     *
     * @param limit as of a page
     */
    List<Message> wanted(int limit);

    /**
     * The message down to which everything the cloud has of a dialog is here: what was {@linkplain Editing#historyFrom
     * noted} last or, before that, the oldest that was appended and the cloud knows. What else stands before it was
     * brought over from elsewhere, and may have gaps.
     */
    Optional<CloudMessageId> historyFrom(DialogId dialog);

    /** Whether the cloud has nothing of a dialog from before its oldest message here. */
    boolean isWhole(DialogId dialog);

    /** The present revision of this store. */
    Revision revision();

    /** What changed after a revision, oldest change first. A revision from the future gives everything. */
    Changes changedSince(Revision seen, int limit);

    /** The history as a change may alter it. Every call that alters something moves the revision. */
    interface Editing extends Dialogs {

        /** Adds a dialog, or replaces what was known of it. */
        void save(Dialog dialog);

        /**
         * Removes a dialog with everything in it, as if it had never been there. That it went is told as a change of it.
         * One that is not there is no error.
         *
         * @return the files that were in it, whose places in the shelf are the caller's matter
         */
        List<SharedFile> remove(DialogId dialog);

        /**
         * Puts a message at the end of its dialog.
         *
         * @throws IllegalStateException if a message with its id, or its cloud id in this dialog, is there already, or
         *     the dialog is unknown
         */
        void append(Message message);

        /**
         * Puts a message at the end of its dialog, behind a {@link Gap}.
         *
         * @throws IllegalStateException as {@link #append(Message)} does
         */
        void append(Message message, CloudTrace missing);

        /**
         * Puts a message into a gap, behind those that are in it. To whoever asks what changed since, it is a message that
         * changed. Where there is no room left, it stands at the end.
         *
         * @throws IllegalStateException as {@link #append(Message)} does
         */
        void fill(Gap gap, Message message);

        /** Nothing is missing in a gap any more. */
        void close(Gap gap);

        /**
         * Puts a message among those from before this history began: they stand before everything that was appended,
         * in the order of the moments given, whichever is put there first; those of one moment in the order they came.
         *
         * @param moment where it belongs; not necessarily when it was sent. Years outside 1970 to 2108 are moved to the
         *     nearer end
         * @throws IllegalStateException as {@link #append} does
         */
        void prepend(Message message, Instant moment);

        /**
         * Puts a message that was missed in its place: before the next one that the cloud knows, as near to it as there is
         * room and never behind it; at the end, where it knows no later one. To whoever asks what changed since, it is
         * a message that changed, unless it stands at the end.
         *
         * @param message one with a cloud id
         * @throws IllegalStateException as {@link #append} does
         */
        void insert(Message message);

        /** Replaces what became of a message. */
        void settle(MessageId id, Fate fate);

        /** Notes by which id the cloud knows a message. */
        void bind(MessageId id, CloudMessageId cloudId);

        /** Notes that the cloud does not know a message after all. */
        void unbind(MessageId id);

        /**
         * Gives a message another id: it is the one somebody else knows by that. Its place stays.
         *
         * @throws IllegalStateException if there is a message with that id already
         */
        void rename(MessageId id, MessageId to);

        /**
         * Takes another message of its dialog for a copy of this one: the copy goes, what the cloud knows it by becomes
         * this one's, and this one stands where the earlier of the two stood. Nothing happens if one of them is not here.
         */
        void merge(MessageId id, MessageId copy);

        /** Replaces a message's text, with its looks, and marks it edited. */
        void edit(MessageId id, Body.Text text);

        /** Erases a message's body for good, the file's place in the shelf included only by the caller. */
        void erase(MessageId id);

        /** Notes down to which message everything the cloud has of a dialog is here. */
        void historyFrom(DialogId dialog, CloudMessageId message);

        /** Notes that the cloud has nothing of a dialog from before its oldest message here. */
        void whole(DialogId dialog);

        /** Notes whether a message's file is to be fetched; only for one that is {@linkplain Body.Distant not here}. */
        void want(MessageId id, boolean wanted);

        /** Puts the file that was fetched into its message; only for one that is {@linkplain Body.Distant not here}. */
        void fetched(MessageId id, SharedFile file);

        /** Removes a message as if it had never been written: it never left, or stands in another place already. */
        void withdraw(MessageId id);

        /**
         * Notes that the account has seen everything of others up to and including a message: those become
         * {@link Tick#READ} and the unread count falls.
         */
        void seen(DialogId dialog, MessageId upTo);

        /**
         * Notes that the other side has seen our messages up to and including one: those that were sent or delivered
         * become {@link Tick#READ}.
         */
        void seenByThem(DialogId dialog, MessageId upTo);

        /** Keeps what was typed and not sent; an empty text forgets it. */
        void draft(DialogId dialog, String text);
    }
}

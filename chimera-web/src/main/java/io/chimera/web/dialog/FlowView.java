package io.chimera.web.dialog;

import io.chimera.web.transfer.FileCard;
import java.util.List;

/**
 * The messages of a dialog.
 *
 * @param older the id before which there may be more history; empty when there is none
 * @param begins whether the first message here is the first there ever was
 * @param trouble why older history cannot be had now; empty when nothing is known to be wrong
 * @param tail whether the newest message is here: only then new ones are added while the page is open
 * @param firstUnread above which message the line that says "new" stands; empty for none
 * @param unread that line
 * @param found the message the page was opened for; empty for none
 * @param arriving files of this dialog on their way here
 * @param channel whether a sponsored message may stand below it
 */
record FlowView(
        long dialog,
        List<EntryView> entries,
        String older,
        boolean begins,
        String trouble,
        boolean tail,
        String firstUnread,
        String unread,
        String found,
        List<FileCard> arriving,
        boolean channel) {}

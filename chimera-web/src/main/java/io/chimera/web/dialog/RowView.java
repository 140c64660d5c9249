package io.chimera.web.dialog;

import io.chimera.web.words.Face;
import java.util.Optional;

/**
 * A dialog as the list shows it.
 *
 * @param kind what it is, if not a dialog of two
 * @param near whether it can be written to directly now, which only a proven neighbour can
 * @param lead what goes before the line: that it is a draft, or who wrote it
 * @param line the last message in a line
 * @param tick how far our last message is; empty when it is not ours
 * @param unread empty for none
 */
record RowView(
        long id,
        String href,
        String name,
        Face face,
        Optional<KindView> kind,
        boolean near,
        boolean current,
        String time,
        boolean draft,
        String lead,
        String line,
        Optional<TickView> tick,
        String unread,
        String unreadWords) {}

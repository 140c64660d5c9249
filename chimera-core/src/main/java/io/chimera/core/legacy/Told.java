package io.chimera.core.legacy;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.legacy.LegacyRow.LegacyMessage;
import java.time.Instant;
import java.util.List;

/**
 * What an old message says, in our words.
 *
 * @param moment its place among the messages from before
 * @param words its text, of which a file may be a part
 * @param files how it can be read as a file; empty if it is words only
 */
record Told(
        LegacyMessage old,
        Dialog dialog,
        Author author,
        Instant sentAt,
        Instant moment,
        String words,
        List<FileReference> files) {}

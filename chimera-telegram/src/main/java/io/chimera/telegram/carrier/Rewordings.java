package io.chimera.telegram.carrier;

import io.chimera.core.dialog.Body;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Other words that were given to this account's messages here. Telegram tells of them as it has made them; they stay as
 * they were written. Safe for use by many threads.
 */
final class Rewordings {

    /** Far more than are on their way back at the same time. */
    private static final int MOST_KEPT = 1_000;

    private record Place(long chat, long message) {}

    private final Map<Place, Body.Text> written = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Body.Text> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** A message is about to get these words. */
    synchronized void written(long chat, long message, Body.Text words) {
        written.put(new Place(chat, message), words);
    }

    /** What was written, if that is what Telegram tells now; otherwise what it tells. */
    synchronized Body.Text asWritten(long chat, long message, Body.Text told) {
        var words = written.getOrDefault(new Place(chat, message), told);
        return Looks.areTheSame(words, told) ? words : told;
    }
}

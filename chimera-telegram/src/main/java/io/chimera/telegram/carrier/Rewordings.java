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

    private record Wording(Body.Text written, Appearance given) {}

    private final Map<Place, Wording> wordings = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Wording> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /**
     * A message is about to get other words.
     *
     * @param given what of them Telegram gets
     */
    synchronized void written(long chat, long message, Body.Text words, Body.Text given) {
        wordings.put(new Place(chat, message), new Wording(words, Appearance.of(given)));
    }

    /** What was written, if that is what Telegram tells now; otherwise what it tells. */
    synchronized Body.Text asWritten(long chat, long message, Body.Text told) {
        var wording = wordings.get(new Place(chat, message));
        return wording != null && wording.given().equals(Appearance.of(told)) ? wording.written() : told;
    }
}

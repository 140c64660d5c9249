package io.chimera.web.dialog;

import io.chimera.core.dialog.Tick;
import io.chimera.web.words.Words;
import java.util.Locale;

/** The sign of how far one of our messages is, with its words for those who do not see it. */
record TickView(String state, String icon, String words) {

    static TickView of(Tick tick, Words words) {
        var icon = switch (tick) {
            case QUEUED -> "clock";
            case SENT -> "sent";
            case DELIVERED -> "tick";
            case READ -> "ticks";
            case FAILED -> "alert";
        };
        return new TickView(tick.name().toLowerCase(Locale.ROOT), icon, words.of(tick));
    }
}

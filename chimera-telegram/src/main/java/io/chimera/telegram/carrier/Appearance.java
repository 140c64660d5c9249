package io.chimera.telegram.carrier;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a person sees of a text. Telegram trims words, drops what cannot be seen, and joins and splits stretches that touch;
 * that changes nothing here.
 *
 * @param looks the names of those of each character that can be seen, in order
 */
record Appearance(Likeness words, List<Set<String>> looks) {

    static Appearance of(Body.Text body) {
        var looks = new ArrayList<Set<String>>();
        for (int i = 0; i < body.text().length(); i++) {
            boolean seen = !Likeness.sameWords(body.text().substring(i, i + 1), "");
            if (seen) looks.add(at(i, body.spans()));
        }
        return new Appearance(Likeness.ofWords(body.text()), List.copyOf(looks));
    }

    private static Set<String> at(int place, List<Span> spans) {
        var styles = new HashSet<String>();
        for (var span : spans) if (span.from() <= place && place < span.end()) styles.add(name(span.style()));
        return styles;
    }

    /** TDLib writes the host of an address in small letters, and a slash behind it. */
    private static String name(Style style) {
        return style instanceof Style.Link(var address)
                ? "to " + address.toLowerCase(Locale.ROOT).replaceFirst("/$", "")
                : style.toString();
    }
}

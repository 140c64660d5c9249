package io.chimera.web.janus;

import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.Wanted;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a card's page showed when its form was filled in. Only what differs from it was changed by whoever sent the form: a page
 * that was left open undoes nothing that was changed elsewhere since.
 *
 * @param usual persona, counter and rules; they are one thing, because together they make the values
 */
record Shown(Wanted usual, String note, boolean plainHttp, boolean leftAlone) {

    /** As the form says; what it does not say is as it is now. */
    static Shown of(Map<String, String> form, SiteCard now) {
        var usual = now.usual();
        return new Shown(
                new Wanted(
                        now.site(),
                        form.getOrDefault("wasPersona", usual.persona()),
                        counter(form.get("wasCounter"), usual.counter()),
                        rules(form.getOrDefault("wasRules", usual.rules()))),
                form.getOrDefault("wasNote", now.note()),
                Boolean.parseBoolean(form.getOrDefault("wasPlainHttp", Boolean.toString(now.plainHttp()))),
                Boolean.parseBoolean(form.getOrDefault("wasLeftAlone", Boolean.toString(now.leftAlone()))));
    }

    private static int counter(@Nullable String said, int otherwise) {
        try {
            return said == null ? otherwise : Integer.parseInt(said);
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }

    /** Rules as they are compared: browsers end lines in their own way. */
    static String rules(String sent) {
        return sent.replace("\r\n", "\n").strip();
    }
}

package io.chimera.web.dialog;

import io.chimera.core.dialog.Dialog;
import io.chimera.core.route.Decision;
import io.chimera.core.route.Reason;
import io.chimera.core.route.Route;
import io.chimera.web.words.Face;
import io.chimera.web.words.Words;
import java.util.List;
import java.util.Optional;

/**
 * The head of an open dialog.
 *
 * @param kind what it is, if not a dialog of two
 * @param verified whether the one at the other end has proved who they are, during this appearance
 * @param style {@code direct}, {@code cloud}, or {@code alert} while nothing can go out
 * @param route which way a message would take now; what kind of dialog it is, where none can be written
 * @param why why that way; empty where that needs no words
 * @param typing who is writing at this moment; empty for nobody
 * @param keys lines on keys of the other one's that are new; empty for none
 */
record HeaderView(
        long id,
        String name,
        Face face,
        Optional<KindView> kind,
        boolean verified,
        String style,
        String icon,
        String route,
        String why,
        String typing,
        List<String> keys) {

    static HeaderView of(Dialog dialog, Decision now, boolean verified, Words words) {
        var kind = KindView.of(dialog, words);
        if (kind.isPresent() && !dialog.mayWrite())
            return of(dialog, verified, "cloud", kind.get().icon(), kind.get().words(), "", words);
        var why = now.reason() == Reason.NEAR ? "" : words.of(now.reason(), "now", dialog.title());
        return switch (now) {
            case Decision.Go(var route, var _) ->
                of(
                        dialog,
                        verified,
                        Badges.style(route.way()),
                        Badges.icon(route.way()),
                        words.of(route.way(), route instanceof Route.Lan && !verified ? "unproven" : "now"),
                        why,
                        words);
            case Decision.Wait _ -> of(dialog, verified, "alert", "clock", words.say("header.waits"), why, words);
        };
    }

    private static HeaderView of(
            Dialog dialog, boolean verified, String style, String icon, String route, String why, Words words) {
        return new HeaderView(
                dialog.id().value(),
                dialog.title(),
                Rows.face(dialog, verified),
                KindView.of(dialog, words),
                verified,
                style,
                icon,
                route,
                why,
                "",
                List.of());
    }

    HeaderView with(String writing) {
        return new HeaderView(id, name, face, kind, verified, style, icon, route, why, writing, keys);
    }

    HeaderView withKeys(List<String> news) {
        return new HeaderView(id, name, face, kind, verified, style, icon, route, why, typing, news);
    }
}

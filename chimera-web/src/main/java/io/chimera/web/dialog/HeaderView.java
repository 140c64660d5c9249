package io.chimera.web.dialog;

import io.chimera.core.dialog.Dialog;
import io.chimera.core.route.Decision;
import io.chimera.core.route.Reason;
import io.chimera.core.route.Route;
import io.chimera.web.words.Face;
import io.chimera.web.words.Words;

/**
 * The head of an open dialog.
 *
 * @param verified whether the one at the other end has proved who they are, during this appearance
 * @param style {@code direct}, {@code cloud}, or {@code alert} while nothing can go out
 * @param route which way a message would take now
 * @param why why that way; empty where that needs no words
 */
record HeaderView(
        long id, String name, Face face, boolean verified, String style, String icon, String route, String why) {

    static HeaderView of(Dialog dialog, Decision now, boolean verified, Words words) {
        var why = why(dialog, now, words);
        var face = Rows.face(dialog, verified);
        return switch (now) {
            case Decision.Go(var route, var _) ->
                new HeaderView(
                        dialog.id().value(),
                        dialog.title(),
                        face,
                        verified,
                        Badges.style(route.way()),
                        Badges.icon(route.way()),
                        words.of(route.way(), route instanceof Route.Lan && !verified ? "unproven" : "now"),
                        why);
            case Decision.Wait _ ->
                new HeaderView(
                        dialog.id().value(),
                        dialog.title(),
                        face,
                        verified,
                        "alert",
                        "clock",
                        words.say("header.waits"),
                        why);
        };
    }

    private static String why(Dialog dialog, Decision now, Words words) {
        if (now instanceof Decision.Go && dialog.peer().isEmpty()) return words.say("header.several");
        return now.reason() == Reason.NEAR ? "" : words.of(now.reason(), "now", dialog.title());
    }
}

package io.chimera.web.dialog;

import io.chimera.core.dialog.Dialog;
import io.chimera.web.words.Words;
import java.util.Optional;

/** The sign of a group or a channel, and what it is in a word. */
record KindView(String icon, String words) {

    /** Empty for a dialog of two. */
    static Optional<KindView> of(Dialog dialog, Words words) {
        return switch (dialog) {
            case Dialog.Direct _ -> Optional.empty();
            case Dialog.Group _ -> Optional.of(new KindView("users", words.say("kind.group")));
            case Dialog.Channel _ -> Optional.of(new KindView("megaphone", words.say("kind.channel")));
        };
    }
}

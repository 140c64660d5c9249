package io.chimera.web.trust;

import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.trust.SafetyCode;
import io.chimera.web.failure.NotFound;
import io.chimera.web.frame.Frames;
import io.chimera.web.frame.Part;
import io.chimera.web.words.Words;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One contact's keys, and what the person thinks of them. */
@Controller
@RequestMapping("/c/{dialog}/safety")
class SafetyController {

    private final Frames frames;
    private final Clock clock;

    SafetyController(Frames frames, Clock clock) {
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    String show(Messenger me, @PathVariable long dialog, Words words, Model model) {
        return show(me, direct(me, dialog), "", words, model);
    }

    private String show(Messenger me, Dialog.Direct dialog, String unlike, Words words, Model model) {
        var own = me.trust().own();
        var now = clock.instant();
        model.addAttribute("frame", frames.around(me, Part.CHATS));
        model.addAttribute("dialog", dialog.id().value());
        model.addAttribute("name", dialog.title());
        model.addAttribute("certified", own.isPresent());
        model.addAttribute("unlike", unlike);
        model.addAttribute(
                "keys",
                me.trust().keys(dialog.with()).stream()
                        .map(key -> KeyView.of(key, own, dialog.title(), now, words))
                        .toList());
        return "safety";
    }

    /** The person says what came of comparing. What is not equal is blocked: somebody may stand between the two. */
    @PostMapping("/{key}/comparison")
    String compare(Messenger me, @PathVariable long dialog, @PathVariable String key, @RequestParam boolean equal) {
        var contact = direct(me, dialog).with();
        boolean known = equal ? me.trust().equal(contact, key(key)) : me.trust().block(contact, key(key));
        return back(dialog, known);
    }

    /** The text of the contact's QR code, as somebody's camera read it. */
    @PostMapping("/{key}/text")
    String compareText(
            Messenger me,
            @PathVariable long dialog,
            @PathVariable String key,
            @RequestParam String text,
            Words words,
            Model model) {
        var direct = direct(me, dialog);
        var own = me.trust().own().orElseThrow(NotFound::new);
        if (!text.strip().equals(SafetyCode.of(own, key(key)).text())) return show(me, direct, key, words, model);
        return back(dialog, me.trust().equal(direct.with(), key(key)));
    }

    @PostMapping("/{key}/block")
    String block(Messenger me, @PathVariable long dialog, @PathVariable String key, @RequestParam boolean on) {
        var contact = direct(me, dialog).with();
        return back(
                dialog, on ? me.trust().block(contact, key(key)) : me.trust().unblock(contact, key(key)));
    }

    /** The person has seen that there is a new key, and goes on without comparing. */
    @PostMapping("/noticed")
    String noticed(Messenger me, @PathVariable long dialog) {
        me.trust().noticed(direct(me, dialog).with());
        return "redirect:/c/" + dialog;
    }

    private static String back(long dialog, boolean known) {
        if (!known) throw new NotFound();
        return "redirect:/c/" + dialog + "/safety";
    }

    /** Only a dialog of two has somebody whose key could be compared. */
    private static Dialog.Direct direct(Messenger me, long dialog) {
        if (dialog == 0) throw new NotFound();
        var found = me.read(view -> view.dialogs().find(new DialogId(dialog)));
        if (found.isEmpty() || !(found.get() instanceof Dialog.Direct direct)) throw new NotFound();
        return direct;
    }

    private static KeyFingerprint key(String hex) {
        try {
            return new KeyFingerprint(hex);
        } catch (IllegalArgumentException _) {
            throw new NotFound();
        }
    }
}

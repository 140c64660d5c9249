package io.chimera.web.janus;

import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.PseudonymRefused.Refusal;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.frame.Frames;
import io.chimera.web.frame.Part;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the pages of Janus have in common: what is unlocked, and the form where nothing is. */
@Component
class JanusPages {

    private final Pseudonyms pseudonyms;
    private final SiteCards cards;
    private final Frames frames;

    JanusPages(Pseudonyms pseudonyms, SiteCards cards, Frames frames) {
        this.pseudonyms = pseudonyms;
        this.cards = cards;
        this.frames = frames;
    }

    /** Frames a page; {@code open} is there while a profile is unlocked. */
    String page(String name, Messenger me, Words words, Model model) {
        model.addAttribute("frame", frames.around(me, Part.JANUS));
        model.addAttribute("tab", name);
        pseudonyms
                .state(me.account())
                .map(unlocked -> UnlockedView.of(unlocked, words))
                .ifPresent(open -> model.addAttribute("open", open));
        model.addAttribute("remembered", cards.remembered());
        if (!model.containsAttribute("form")) model.addAttribute("form", UnlockForm.EMPTY);
        return name;
    }

    /** The same page with what went wrong; the form to unlock where that is what is missing. */
    String refused(
            PseudonymRefused why, String name, Messenger me, Words words, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("problem", ProblemView.of(why, words));
        return page(why.refusal() == Refusal.LOCKED ? "janus" : name, me, words, model);
    }
}

package io.chimera.web.janus;

import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.janus.SiteCards.Said;
import io.chimera.core.janus.Wanted;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who somebody is at a site, and at which site somebody is who. */
@Controller
@RequestMapping("/janus")
class SiteController {

    private static final int HIGHEST = 999;

    private final Pseudonyms pseudonyms;
    private final SiteCards cards;
    private final JanusPages pages;

    SiteController(Pseudonyms pseudonyms, SiteCards cards, JanusPages pages) {
        this.pseudonyms = pseudonyms;
        this.cards = cards;
        this.pages = pages;
    }

    /**
     * What is not said is as the site's card has it.
     *
     * @param step by how much the counter is to grow, for its two buttons
     */
    @PostMapping("/site")
    String site(
            Messenger me,
            @RequestParam String site,
            @RequestParam Optional<String> persona,
            @RequestParam Optional<Integer> counter,
            @RequestParam(defaultValue = "0") int step,
            @RequestParam Optional<String> rules,
            Words words,
            HttpServletResponse response,
            Model model) {
        var said = new Said(
                site.strip(),
                persona.map(String::strip),
                counter.map(from -> Math.clamp((long) from + step, 1, HIGHEST)),
                rules.map(String::strip));
        model.addAttribute(
                "wanted",
                new Wanted(said.site(), persona.orElse(""), said.counter().orElse(1), rules.orElse("")));
        try {
            return show(me, cards.wanted(me.account(), said), words, model);
        } catch (PseudonymRefused refused) {
            return pages.refused(refused, "janus", me, words, response, model);
        }
    }

    private String show(Messenger me, Wanted wanted, Words words, Model model) throws PseudonymRefused {
        model.addAttribute("wanted", wanted);
        var pseudonym = pseudonyms.at(me.account(), wanted);
        model.addAttribute("wanted", pseudonym.wanted());
        model.addAttribute("there", PseudonymView.of(pseudonym, words));
        cards.of(me.account(), wanted.site()).ifPresent(card -> {
            model.addAttribute("card", card);
            model.addAttribute("differs", !card.usual().equals(pseudonym.wanted()));
        });
        return pages.page("janus", me, words, model);
    }

    /** What is shown becomes the usual at this site. */
    @PostMapping("/keep")
    String keep(
            Messenger me,
            @RequestParam String site,
            @RequestParam String persona,
            @RequestParam int counter,
            @RequestParam String rules,
            Words words,
            HttpServletResponse response,
            Model model) {
        try {
            return show(
                    me,
                    cards.keep(me.account(), new Wanted(site, persona, counter, rules))
                            .usual(),
                    words,
                    model);
        } catch (PseudonymRefused refused) {
            return pages.refused(refused, "janus", me, words, response, model);
        }
    }

    @GetMapping("/find")
    String find(Messenger me, Words words, Model model) {
        return pages.page("janus-find", me, words, model);
    }

    /** @param sites one a line, or separated by blanks */
    @PostMapping("/find")
    String find(
            Messenger me,
            @RequestParam String value,
            @RequestParam(defaultValue = "") String sites,
            Words words,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("sites", sites);
        try {
            var found = pseudonyms.find(me.account(), value, Typed.sites(sites));
            model.addAttribute(
                    "answer", found.map(one -> FoundView.of(one, words)).orElse(FoundView.nothing(words)));
            return pages.page("janus-find", me, words, model);
        } catch (PseudonymRefused refused) {
            return pages.refused(refused, "janus-find", me, words, response, model);
        }
    }
}

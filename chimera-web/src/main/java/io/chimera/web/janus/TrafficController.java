package io.chimera.web.janus;

import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the identity proxy did last. */
@Controller
@RequestMapping("/janus/traffic")
class TrafficController {

    private final SiteCards cards;
    private final TrafficReader read;
    private final JanusPages pages;

    TrafficController(SiteCards cards, TrafficReader read, JanusPages pages) {
        this.cards = cards;
        this.read = read;
        this.pages = pages;
    }

    @GetMapping
    String show(Messenger me, Words words, Model model) {
        model.addAttribute("view", read.read(me.account(), words));
        return pages.page("janus-traffic", me, words, model);
    }

    @GetMapping({"/allow", "/leave"})
    String again() {
        return "redirect:/janus/traffic";
    }

    /** Says whether from now on passwords may go to this host's site in clear. */
    @PostMapping("/allow")
    String allow(
            Messenger me,
            @RequestParam String host,
            @RequestParam(defaultValue = "true") boolean allowed,
            Words words,
            HttpServletResponse response,
            Model model) {
        try {
            cards.allowPlainHttp(me.account(), host, allowed);
            return "redirect:/janus/traffic";
        } catch (PseudonymRefused refused) {
            model.addAttribute("view", read.read(me.account(), words));
            return pages.refused(refused, "janus-traffic", me, words, response, model);
        }
    }

    /** Says whether from now on nothing is filled in at this host's site. */
    @PostMapping("/leave")
    String leave(
            Messenger me,
            @RequestParam String host,
            @RequestParam boolean alone,
            Words words,
            HttpServletResponse response,
            Model model) {
        try {
            cards.leaveAlone(me.account(), host, alone);
            return "redirect:/janus/traffic";
        } catch (PseudonymRefused refused) {
            model.addAttribute("view", read.read(me.account(), words));
            return pages.refused(refused, "janus-traffic", me, words, response, model);
        }
    }
}

package io.chimera.web.janus;

import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The algorithm of 2001 beside ours. Nothing has to be unlocked for it. */
@Controller
@RequestMapping("/janus/museum")
class MuseumController {

    private final Pseudonyms pseudonyms;
    private final JanusPages pages;

    MuseumController(Pseudonyms pseudonyms, JanusPages pages) {
        this.pseudonyms = pseudonyms;
        this.pages = pages;
    }

    /** What both algorithms are given. */
    record Specimen(String name, String password, String site) {
        @Override
        public String toString() {
            return "Specimen[" + site + "]";
        }
    }

    @GetMapping
    String show(Messenger me, Words words, Model model) {
        model.addAttribute("specimen", new Specimen("anna", "correct horse battery staple", "shop.example.com"));
        return pages.page("janus-museum", me, words, model);
    }

    @PostMapping
    String compare(
            Messenger me,
            @RequestParam String name,
            @RequestParam String password,
            @RequestParam String site,
            Words words,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("specimen", new Specimen(name, password, site));
        try {
            model.addAttribute("exhibit", pseudonyms.exhibit(name, password, site));
            return pages.page("janus-museum", me, words, model);
        } catch (PseudonymRefused refused) {
            return pages.refused(refused, "janus-museum", me, words, response, model);
        }
    }
}

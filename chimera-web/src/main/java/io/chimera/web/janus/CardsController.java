package io.chimera.web.janus;

import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.janus.Wanted;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.upload.Multipart;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What this computer remembers of sites. A card's page is named by its label, which says nothing of the site. */
@Controller
@RequestMapping("/janus/sites")
class CardsController {

    private static final int MOST_SHOWN = 200;
    private static final int MOST_BYTES = 24 << 20;
    private static final String LABEL = "/{label:[0-9a-f]{32}}";

    private final SiteCards cards;
    private final JanusPages pages;
    private final Clock clock;

    CardsController(SiteCards cards, JanusPages pages, Clock clock) {
        this.cards = cards;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping
    String list(Messenger me, Words words, Model model) {
        return list(me, "", words, model);
    }

    /** What is sought is posted: it may be a site's name. */
    @PostMapping
    String list(Messenger me, @RequestParam String sought, Words words, Model model) {
        try {
            var wanted = sought.strip().toLowerCase(Locale.ROOT);
            var now = clock.instant();
            var found = cards.all(me.account()).stream()
                    .map(card -> CardView.of(card, now, words))
                    .filter(card -> card.matches(wanted))
                    .toList();
            model.addAttribute("cards", found.stream().limit(MOST_SHOWN).toList());
            model.addAttribute("more", Math.max(0, found.size() - MOST_SHOWN));
            model.addAttribute("sought", sought.strip());
        } catch (PseudonymRefused _) {
            // locked: the page says so
        }
        return pages.page("janus-sites", me, words, model);
    }

    @GetMapping(LABEL)
    String show(Messenger me, @PathVariable String label, Words words, HttpServletResponse response, Model model) {
        try {
            return show(me, cards.get(me.account(), label), words, model);
        } catch (PseudonymRefused refused) {
            return pages.refused(refused, "janus-sites", me, words, response, model);
        }
    }

    private String show(Messenger me, SiteCard card, Words words, Model model) {
        model.addAttribute("card", CardView.of(card, clock.instant(), words));
        return pages.page("janus-card", me, words, model);
    }

    @PostMapping(LABEL)
    String change(
            Messenger me,
            @PathVariable String label,
            @RequestParam String persona,
            @RequestParam int counter,
            @RequestParam String rules,
            @RequestParam String note,
            @RequestParam(defaultValue = "false") boolean plainHttp,
            @RequestParam(defaultValue = "false") boolean leftAlone,
            @RequestParam Map<String, String> form,
            Words words,
            HttpServletResponse response,
            Model model) {
        try {
            var card = cards.get(me.account(), label);
            model.addAttribute("card", CardView.of(card, clock.instant(), words));
            var shown = Shown.of(form, card);
            var usual = new Wanted(card.site(), persona.strip(), counter, Shown.rules(rules));
            if (!usual.equals(shown.usual())) cards.keep(me.account(), usual);
            if (!note.strip().equals(shown.note())) cards.note(me.account(), card.site(), note);
            if (plainHttp != shown.plainHttp()) cards.allowPlainHttp(me.account(), card.site(), plainHttp);
            if (leftAlone != shown.leftAlone()) cards.leaveAlone(me.account(), card.site(), leftAlone);
            return "redirect:/janus/sites/" + label;
        } catch (PseudonymRefused refused) {
            var page = model.containsAttribute("card") ? "janus-card" : "janus-sites";
            return pages.refused(refused, page, me, words, response, model);
        }
    }

    /** Says whether passwords may go to this site in clear, and changes nothing else. */
    @PostMapping(LABEL + "/plain")
    String allowPlainHttp(
            Messenger me,
            @PathVariable String label,
            @RequestParam boolean allowed,
            @RequestParam(defaultValue = "false") boolean list,
            Words words,
            HttpServletResponse response,
            Model model) {
        try {
            cards.allowPlainHttp(me.account(), cards.get(me.account(), label).site(), allowed);
            return list ? "redirect:/janus/sites" : "redirect:/janus/sites/" + label;
        } catch (PseudonymRefused refused) {
            return pages.refused(refused, "janus-sites", me, words, response, model);
        }
    }

    @PostMapping(LABEL + "/remove")
    String remove(Messenger me, @PathVariable String label, Words words, HttpServletResponse response, Model model) {
        try {
            cards.remove(me.account(), label);
            return "redirect:/janus/sites";
        } catch (PseudonymRefused refused) {
            return pages.refused(refused, "janus-sites", me, words, response, model);
        }
    }

    /** Whoever reloads an answer to a form begins anew. */
    @GetMapping({"/export", "/import", LABEL + "/remove", LABEL + "/plain"})
    String again() {
        return "redirect:/janus/sites";
    }

    @PostMapping("/export")
    Object export(Messenger me, Words words, HttpServletResponse response, Model model) {
        try {
            return ResponseEntity.ok()
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            ContentDisposition.attachment()
                                    .filename("janus-sites.cards")
                                    .build()
                                    .toString())
                    .cacheControl(CacheControl.noStore())
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .body(cards.export(me.account()));
        } catch (PseudonymRefused refused) {
            return pages.refused(refused, "janus-sites", me, words, response, model);
        }
    }

    @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String takeIn(Messenger me, HttpServletRequest request, Words words, HttpServletResponse response, Model model)
            throws IOException {
        var part =
                Multipart.of(request.getContentType(), request.getInputStream()).next();
        var file = part.isEmpty() ? new byte[0] : part.get().body().readNBytes(MOST_BYTES);
        try {
            model.addAttribute("brought", cards.takeIn(me.account(), file));
            return list(me, "", words, model);
        } catch (PseudonymRefused refused) {
            list(me, "", words, model);
            return pages.refused(refused, "janus-sites", me, words, response, model);
        }
    }
}

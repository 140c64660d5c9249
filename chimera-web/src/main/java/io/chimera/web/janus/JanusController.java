package io.chimera.web.janus;

import io.chimera.core.janus.Effort;
import io.chimera.core.janus.ProfileKey;
import io.chimera.core.janus.ProfileKey.Memory;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.sign.QrPicture;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A profile is unlocked and locked. Everything secret is posted, and no answer is kept by the browser. */
@Controller
@RequestMapping("/janus")
class JanusController {

    private final Pseudonyms pseudonyms;
    private final SiteCards cards;
    private final JanusPages pages;

    JanusController(Pseudonyms pseudonyms, SiteCards cards, JanusPages pages) {
        this.pseudonyms = pseudonyms;
        this.cards = cards;
        this.pages = pages;
    }

    @GetMapping
    String show(Messenger me, Words words, Model model) {
        return pages.page("janus", me, words, model);
    }

    /** Whoever reloads an answer to a form begins anew. */
    @GetMapping({"/unlock", "/lock", "/kit", "/begin", "/site", "/keep", "/remember", "/forget"})
    String again() {
        return "redirect:/janus";
    }

    @PostMapping("/unlock")
    String unlock(
            Messenger me,
            @RequestParam String profile,
            @RequestParam String secret,
            @RequestParam(defaultValue = "") String kit,
            @RequestParam(defaultValue = "false") boolean strong,
            @RequestParam(defaultValue = "") String domain,
            @RequestParam(defaultValue = "false") boolean anyway,
            @RequestParam(defaultValue = "false") boolean remember,
            @RequestParam(defaultValue = "false") boolean other,
            Words words,
            HttpServletResponse response,
            Model model) {
        var typed = secret.toCharArray();
        try (var key = ProfileKey.of(profile, typed)
                .with(strong ? Effort.STRONG : Effort.STANDARD)
                .withKit(kit)
                .withMailDomain(domain)
                .evenIfWeak(anyway)
                .with(other ? Memory.SOMEBODY_ELSE : remember ? Memory.REMEMBER : Memory.AS_IT_IS)) {
            pseudonyms.unlock(me.account(), key);
            return "redirect:/janus";
        } catch (PseudonymRefused refused) {
            model.addAttribute("form", new UnlockForm(profile, kit, strong, domain, remember));
            return pages.refused(refused, "janus", me, words, response, model);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    @PostMapping("/lock")
    String lock(Messenger me) {
        pseudonyms.lock(me.account());
        return "redirect:/janus";
    }

    /** From now on this computer remembers the profile that is unlocked. */
    @PostMapping("/remember")
    String remember(Messenger me, Words words, HttpServletResponse response, Model model) {
        try {
            cards.remember(me.account());
            return "redirect:/janus";
        } catch (PseudonymRefused refused) {
            return pages.refused(refused, "janus", me, words, response, model);
        }
    }

    /** Forgets a profile and its cards, unlocked or not: whoever lost its secret must be able to. */
    @PostMapping("/forget")
    String forget(@RequestParam String profile) {
        cards.forget(profile);
        return "redirect:/janus";
    }

    /** A sheet with a new kit, to be printed. It is on this page and nowhere else. */
    @PostMapping("/kit")
    String kit(Messenger me, Words words, Model model) {
        var kit = pseudonyms.newKit();
        model.addAttribute("kit", kit);
        model.addAttribute("qr", QrPicture.of(kit));
        return pages.page("janus-kit", me, words, model);
    }

    /** From the sheet on to the form, with the kit in it. */
    @PostMapping("/begin")
    String begin(Messenger me, @RequestParam String kit, Words words, Model model) {
        model.addAttribute("form", new UnlockForm("", kit, false, "", false));
        return pages.page("janus", me, words, model);
    }
}

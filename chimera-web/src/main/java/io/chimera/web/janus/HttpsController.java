package io.chimera.web.janus;

import io.chimera.core.janus.HttpsRefused;
import io.chimera.core.janus.HttpsSites;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Of which sites the identity proxy looks into HTTPS, and the certificate that browsers need for that. */
@Controller
@RequestMapping("/janus/https")
class HttpsController {

    private static final String PAGE = "janus-https";
    private static final String BACK = "redirect:/janus/https";

    private final HttpsSites https;
    private final JanusPages pages;
    private final Clock clock;

    HttpsController(HttpsSites https, JanusPages pages, Clock clock) {
        this.https = https;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping
    String show(Messenger me, Words words, Model model) {
        model.addAttribute("https", HttpsView.of(https.state(), clock.instant(), words));
        return pages.page(PAGE, me, words, model);
    }

    /** Whoever reloads an answer to a form begins anew. */
    @GetMapping({"/add", "/on", "/off", "/remove", "/never", "/issue", "/given", "/delete"})
    String again() {
        return BACK;
    }

    private interface Step {
        void take() throws HttpsRefused;
    }

    private String after(
            Step step, String typed, Messenger me, Words words, HttpServletResponse response, Model model) {
        try {
            step.take();
            return BACK;
        } catch (HttpsRefused refused) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("problem", ProblemView.of(refused, words));
            model.addAttribute("typed", typed);
            return show(me, words, model);
        }
    }

    @PostMapping("/add")
    String add(
            Messenger me,
            @RequestParam String site,
            @RequestParam(defaultValue = "false") boolean now,
            Words words,
            HttpServletResponse response,
            Model model) {
        return after(() -> https.add(site, now), site, me, words, response, model);
    }

    @PostMapping("/on")
    String on(Messenger me, @RequestParam String site, Words words, HttpServletResponse response, Model model) {
        return after(() -> https.change(site, true), "", me, words, response, model);
    }

    @PostMapping("/off")
    String off(Messenger me, @RequestParam String site, Words words, HttpServletResponse response, Model model) {
        return after(() -> https.change(site, false), "", me, words, response, model);
    }

    @PostMapping("/remove")
    String remove(Messenger me, @RequestParam String site, Words words, HttpServletResponse response, Model model) {
        return after(() -> https.remove(site), "", me, words, response, model);
    }

    @PostMapping("/never")
    String never(Messenger me, @RequestParam String host, Words words, HttpServletResponse response, Model model) {
        return after(() -> https.never(host), "", me, words, response, model);
    }

    @PostMapping("/issue")
    String issue(Messenger me, Words words, HttpServletResponse response, Model model) {
        return after(https::issue, "", me, words, response, model);
    }

    @PostMapping("/given")
    String given(Messenger me, Words words, HttpServletResponse response, Model model) {
        return after(https::given, "", me, words, response, model);
    }

    @PostMapping("/delete")
    String delete(Messenger me, Words words, HttpServletResponse response, Model model) {
        return after(https::delete, "", me, words, response, model);
    }

    /** The newest certificate, as what browsers offer to take in. There is no key in it. */
    @GetMapping("/certificate")
    Object certificate(Messenger me) {
        var newest = https.state().newest();
        if (newest.isEmpty()) return BACK;
        var name = newest.get().name().replace(' ', '-').toLowerCase(Locale.ROOT) + ".crt";
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType("application/x-x509-ca-cert"))
                .body(newest.get().pem().getBytes(StandardCharsets.US_ASCII));
    }
}

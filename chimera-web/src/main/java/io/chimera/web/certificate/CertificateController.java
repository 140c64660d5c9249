package io.chimera.web.certificate;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Enroller;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.identity.Revocations;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.trust.SafetyCode;
import io.chimera.web.WebSettings;
import io.chimera.web.failure.BadRequest;
import io.chimera.web.frame.Frames;
import io.chimera.web.frame.Part;
import io.chimera.web.trust.CodeView;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The certificate's page: each step a form, each failure told with what to do about it. */
@Controller
@RequestMapping("/certificate")
class CertificateController {

    private static final int LONGEST_NOTE = 200;

    private final Enroller enroller;
    private final Revocations revocations;
    private final Frames frames;
    private final WebSettings settings;
    private final Clock clock;

    CertificateController(
            Enroller enroller, Revocations revocations, Frames frames, WebSettings settings, Clock clock) {
        this.enroller = enroller;
        this.revocations = revocations;
        this.frames = frames;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping
    String show(Messenger me, Words words, Model model) {
        model.addAttribute("frame", frames.around(me, Part.CERTIFICATE));
        model.addAttribute("view", CertificateView.of(enroller.state(me.account()), clock.instant(), words));
        model.addAttribute(
                "own",
                me.trust()
                        .own()
                        .map(key -> CodeView.of(SafetyCode.of(key), words))
                        .orElse(null));
        model.addAttribute("known", KnowledgeView.of(revocations, me.trust().ownChain(), clock.instant(), words));
        model.addAttribute("reasons", RevocationReason.values());
        model.addAttribute("longestNote", LONGEST_NOTE);
        return "certificate";
    }

    /** Asks for a one-time code. */
    @PostMapping("/challenge")
    String ask(Messenger me, Words words, HttpServletResponse response, Model model) {
        return take(me, account -> enroller.ask(account, settings.deviceName()), words, response, model);
    }

    /** Hands the code in. */
    @PostMapping("/proof")
    String prove(Messenger me, @RequestParam String code, Words words, HttpServletResponse response, Model model) {
        return take(me, account -> enroller.prove(account, code), words, response, model);
    }

    /** Renews it. */
    @PostMapping("/renewal")
    String renew(Messenger me, Words words, HttpServletResponse response, Model model) {
        return take(me, enroller::renew, words, response, model);
    }

    /** Takes it back for good. */
    @PostMapping("/revocation")
    String revoke(
            Messenger me,
            @RequestParam int reason,
            @RequestParam(defaultValue = "") String note,
            Words words,
            HttpServletResponse response,
            Model model) {
        var why = Stream.of(RevocationReason.values())
                .filter(known -> known.code() == reason)
                .findFirst()
                .orElseThrow(() -> new BadRequest("there is no reason " + reason));
        var kept = note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
        return take(me, account -> enroller.revoke(account, why, kept), words, response, model);
    }

    @FunctionalInterface
    private interface Step {
        Object take(AccountId account) throws EnrolmentFailed;
    }

    private String take(Messenger me, Step step, Words words, HttpServletResponse response, Model model) {
        try {
            step.take(me.account());
            return "redirect:/certificate";
        } catch (EnrolmentFailed failed) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("problem", ProblemView.of(failed, words));
            return show(me, words, model);
        }
    }
}

package io.chimera.web.certificate;

import io.chimera.core.identity.Computers;
import io.chimera.core.identity.Computers.Computer;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.failure.BadRequest;
import io.chimera.web.failure.NotFound;
import io.chimera.web.frame.Frames;
import io.chimera.web.frame.Part;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The computers that speak in the person's name, and how one that was stolen is disowned. */
@Controller
@RequestMapping("/certificate/computers")
class ComputersController {

    private static final int LONGEST_NOTE = 200;

    /** Those that can be true of a computer one no longer has; the likeliest first. */
    private static final List<RevocationReason> REASONS = List.of(
            RevocationReason.KEY_COMPROMISE,
            RevocationReason.SUPERSEDED,
            RevocationReason.CESSATION_OF_OPERATION,
            RevocationReason.UNSPECIFIED);

    private final Computers computers;
    private final Frames frames;
    private final Clock clock;

    ComputersController(Computers computers, Frames frames, Clock clock) {
        this.computers = computers;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    String show(Messenger me, Words words, HttpServletResponse response, Model model) {
        model.addAttribute("frame", frames.around(me, Part.CERTIFICATE));
        model.addAttribute("computers", List.of());
        try {
            model.addAttribute(
                    "computers",
                    computers.of(me.account()).stream()
                            .map(computer -> ComputerView.of(computer, clock.instant(), words))
                            .toList());
        } catch (EnrolmentFailed failed) {
            tell(failed, words, response, model);
        }
        return "computers";
    }

    /** Asks once more, with a reason. */
    @GetMapping("/{key}")
    String ask(Messenger me, @PathVariable String key, Words words, HttpServletResponse response, Model model) {
        try {
            return ask(me, find(me, key), words, model);
        } catch (EnrolmentFailed failed) {
            model.addAttribute("frame", frames.around(me, Part.CERTIFICATE));
            model.addAttribute("computers", List.of());
            tell(failed, words, response, model);
            return "computers";
        }
    }

    private String ask(Messenger me, Computer computer, Words words, Model model) {
        model.addAttribute("frame", frames.around(me, Part.CERTIFICATE));
        model.addAttribute("computer", ComputerView.of(computer, clock.instant(), words));
        model.addAttribute("reasons", REASONS);
        model.addAttribute("longestNote", LONGEST_NOTE);
        return "disown";
    }

    @PostMapping("/{key}/revocation")
    String disown(
            Messenger me,
            @PathVariable String key,
            @RequestParam int reason,
            @RequestParam(defaultValue = "") String note,
            Words words,
            HttpServletResponse response,
            Model model) {
        var why = REASONS.stream()
                .filter(known -> known.code() == reason)
                .findFirst()
                .orElseThrow(() -> new BadRequest("there is no reason " + reason));
        var kept = note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
        try {
            computers.disown(me.account(), fingerprint(key), why, kept);
            return "redirect:/certificate/computers";
        } catch (EnrolmentFailed failed) {
            tell(failed, words, response, model);
            return again(me, key, words, response, model);
        }
    }

    /** The page the person came from, with what failed. */
    private String again(Messenger me, String key, Words words, HttpServletResponse response, Model model) {
        try {
            return ask(me, find(me, key), words, model);
        } catch (EnrolmentFailed _) {
            return show(me, words, response, model);
        }
    }

    private Computer find(Messenger me, String key) throws EnrolmentFailed {
        var wanted = fingerprint(key);
        return computers.of(me.account()).stream()
                .filter(computer -> computer.key().equals(wanted))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private static KeyFingerprint fingerprint(String key) {
        try {
            return new KeyFingerprint(key);
        } catch (IllegalArgumentException _) {
            throw new NotFound();
        }
    }

    private static void tell(EnrolmentFailed failed, Words words, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("problem", ProblemView.of(failed, words));
    }
}

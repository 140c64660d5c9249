package io.chimera.web.sign;

import io.chimera.core.account.AccountId;
import io.chimera.core.signin.SignIn;
import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInStep;
import io.chimera.core.signin.SignInStep.Finished;
import io.chimera.web.sign.AnswerKind.Reading.Meant;
import io.chimera.web.sign.AnswerKind.Reading.Unusable;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Signing an account in to the cloud: one address, which shows whatever the cloud wants next. Right answers lead to it
 * again, wrong ones are shown with what was typed, as far as it is no secret.
 */
@Controller
@RequestMapping("/sign-in/new")
class StepController {

    /** Short, so that ending Chimera never waits for an open page. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String PAGE = "redirect:/sign-in/new";
    private static final String DOOR = "redirect:/sign-in";

    /** What may stand in its field again. */
    private static final List<String> KEPT = List.of("id", "phone", "email");

    private final BrowserSignIns signIns;
    private final BrowserSessions sessions;
    private final OpenAccounts accounts;
    private final Clock clock;

    StepController(BrowserSignIns signIns, BrowserSessions sessions, OpenAccounts accounts, Clock clock) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping
    String show(Words words, HttpServletRequest request, HttpServletResponse response, Model model) {
        if (!signIns.arePossible()) return DOOR;
        var signIn = signIns.of(request);
        if (signIn.isEmpty()) return invite(signIns.wasBegun(request), request, response, model);
        if (signIn.get().step() instanceof Finished(var account)) return enter(account.id(), request, response);
        return ask(signIn.get().step(), Optional.empty(), words, model);
    }

    @PostMapping("/begin")
    String begin(HttpServletRequest request, HttpServletResponse response) {
        if (!signIns.arePossible()) return DOOR;
        signIns.begin(request, response);
        return PAGE;
    }

    @PostMapping("/cancel")
    String cancel(HttpServletRequest request, HttpServletResponse response) {
        signIns.of(request).ifPresent(SignIn::cancel);
        signIns.leave(request, response);
        return DOOR;
    }

    @PostMapping
    String answer(
            @RequestParam AnswerKind answer,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model)
            throws InterruptedException {
        if (!signIns.arePossible()) return DOOR;
        var signIn = signIns.of(request);
        if (signIn.isEmpty()) {
            response.setStatus(HttpStatus.GONE.value());
            return invite(true, request, response, model);
        }
        return switch (answer.read(name -> Objects.requireNonNullElse(request.getParameter(name), ""))) {
            case Meant(var meant) -> {
                var step = signIn.get().answer(meant);
                yield isWrong(step) ? askAgain(step, Optional.empty(), words, request, response, model) : PAGE;
            }
            case Unusable(var mistake) ->
                askAgain(signIn.get().step(), Optional.of(mistake), words, request, response, model);
        };
    }

    private static boolean isWrong(SignInStep step) {
        return step.problem().isPresent() && !(step instanceof SignInStep.Over);
    }

    private String askAgain(
            SignInStep step,
            Optional<SignInProblem> mistake,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (step instanceof SignInStep.Over) return PAGE;
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        for (var name : KEPT) model.addAttribute(name, request.getParameter(name));
        return ask(step, mistake, words, model);
    }

    private String ask(SignInStep step, Optional<SignInProblem> mistake, Words words, Model model) {
        model.addAttribute("step", StepView.of(step, mistake, clock.instant(), words));
        return "step";
    }

    private String enter(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        signIns.leave(request, response);
        sessions.begin(account, request, response);
        return "redirect:/";
    }

    private String invite(boolean lost, HttpServletRequest request, HttpServletResponse response, Model model) {
        if (lost) signIns.leave(request, response);
        model.addAttribute("lost", lost);
        model.addAttribute("known", !accounts.all().isEmpty());
        return "begin";
    }

    /** For an open page: 204 when nothing changed for a while, 205 when it is to be loaded again, else a fresh QR code. */
    @GetMapping("/step")
    Object follow(@RequestParam String seen, Words words, HttpServletRequest request) throws InterruptedException {
        var signIn = signIns.of(request);
        if (signIn.isEmpty())
            return ResponseEntity.status(HttpStatus.RESET_CONTENT).build();
        var shown = new Seen(seen);
        var step = shown.awaitOther(signIn.get(), PATIENCE);
        if (Seen.now(step).equals(shown)) return ResponseEntity.noContent().build();
        if (!(step instanceof SignInStep.WantsScan))
            return ResponseEntity.status(HttpStatus.RESET_CONTENT).build();
        return new ModelAndView(
                "step :: qr", Map.of("step", StepView.of(step, Optional.empty(), clock.instant(), words)));
    }
}

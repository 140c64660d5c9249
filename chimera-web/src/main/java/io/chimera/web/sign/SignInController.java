package io.chimera.web.sign;

import io.chimera.core.account.AccountId;
import io.chimera.core.janus.Pseudonyms;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Entering an account that is here, and leaving it. Signing out ends this browser's session and
 * locks the account's profile of Janus; the account goes on receiving. */
@Controller
class SignInController {

    private final OpenAccounts accounts;
    private final BrowserSessions sessions;
    private final BrowserSignIns signIns;
    private final Pseudonyms pseudonyms;
    private final ApplicationEventPublisher events;

    SignInController(
            OpenAccounts accounts,
            BrowserSessions sessions,
            BrowserSignIns signIns,
            Pseudonyms pseudonyms,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.signIns = signIns;
        this.pseudonyms = pseudonyms;
        this.events = events;
    }

    @GetMapping("/sign-in")
    String ask(HttpServletRequest request, Model model) {
        var doors = accounts.all().stream().map(Door::of).toList();
        if (doors.isEmpty() && signIns.arePossible()) return "redirect:/sign-in/new";
        model.addAttribute("doors", doors);
        model.addAttribute("adding", signIns.arePossible());
        model.addAttribute("address", request.getHeader("Host"));
        return "sign-in";
    }

    @PostMapping("/sign-in")
    String signIn(@RequestParam long account, HttpServletRequest request, HttpServletResponse response) {
        var id = new AccountId(account);
        if (accounts.messenger(id).isEmpty()) return "redirect:/sign-in";
        sessions.begin(id, request, response);
        return "redirect:/";
    }

    @PostMapping("/sign-out")
    String signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.of(request).ifPresent(ended -> {
            pseudonyms.lock(ended.account());
            events.publishEvent(new SessionEnded(ended.id()));
        });
        sessions.end(request, response);
        return "redirect:/sign-in";
    }
}

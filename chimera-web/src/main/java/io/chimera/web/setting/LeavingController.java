package io.chimera.web.setting;

import io.chimera.core.account.AccountId;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.signin.SignOuts;
import io.chimera.web.failure.NotFound;
import io.chimera.web.frame.Frames;
import io.chimera.web.frame.Part;
import io.chimera.web.sign.BrowserSessions;
import io.chimera.web.sign.SessionEnded;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Leaving the cloud with an account, and leaving this computer. Each says first what it takes away. */
@Controller
class LeavingController {

    private static final Logger LOG = LoggerFactory.getLogger(LeavingController.class);

    private final Optional<SignOuts> signOuts;
    private final BrowserSessions sessions;
    private final Frames frames;
    private final ApplicationEventPublisher events;

    LeavingController(
            Optional<SignOuts> signOuts, BrowserSessions sessions, Frames frames, ApplicationEventPublisher events) {
        this.signOuts = signOuts;
        this.sessions = sessions;
        this.frames = frames;
        this.events = events;
    }

    @GetMapping("/leave")
    String ask(Messenger me, Model model) {
        there();
        model.addAttribute("frame", frames.around(me, Part.SETTINGS));
        return "leave";
    }

    /** @param everything whether nothing is to stay here */
    @PostMapping("/leave")
    String leave(
            Messenger me,
            @RequestParam(defaultValue = "false") boolean everything,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model)
            throws InterruptedException {
        try {
            leave(me.account(), everything);
        } catch (IOException failed) {
            LOG.warn("An account could not be signed out account={} why={}", me.account(), failed.getMessage());
            model.addAttribute("failed", true);
            return ask(me, model);
        }
        sessions.of(request).ifPresent(ended -> events.publishEvent(new SessionEnded(ended.id())));
        sessions.end(request, response);
        return "redirect:/sign-in";
    }

    private void leave(AccountId account, boolean everything) throws IOException, InterruptedException {
        if (everything) there().forget(account);
        else there().signOut(account);
    }

    private SignOuts there() {
        return signOuts.orElseThrow(NotFound::new);
    }
}

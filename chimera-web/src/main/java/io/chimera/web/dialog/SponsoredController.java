package io.chimera.web.dialog;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.sponsor.ReportAnswer;
import io.chimera.core.sponsor.SponsoredMessage;
import io.chimera.web.failure.NotFound;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The sponsored message below a channel. It is asked for once the page is there, so that no page waits for the cloud, and a
 * cloud that says nothing leaves the channel as it is.
 */
@Controller
@RequestMapping("/c/{dialog}/sponsored")
class SponsoredController {

    private static final Logger LOG = LoggerFactory.getLogger(SponsoredController.class);

    @GetMapping
    String show(Messenger me, @PathVariable long dialog, Model model) {
        var channel = ChatController.dialogId(dialog);
        model.addAttribute("dialog", dialog);
        model.addAttribute("sponsored", find(me, channel));
        return "pieces/sponsored :: message";
    }

    /** All of it was on the screen. */
    @PostMapping("/{message}/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void seen(Messenger me, @PathVariable long dialog, @PathVariable long message) {
        tell(() -> me.sponsored().seen(ChatController.dialogId(dialog), message));
    }

    /** Follows its link; the cloud is told first. */
    @GetMapping("/{message}/link")
    String follow(Messenger me, @PathVariable long dialog, @PathVariable long message) {
        var channel = ChatController.dialogId(dialog);
        var link = find(me, channel)
                .filter(shown -> shown.id() == message)
                .map(SponsoredMessage::link)
                .filter(SponsoredController::isOfTheWeb)
                .orElseThrow(NotFound::new);
        tell(() -> me.sponsored().clicked(channel, message));
        return "redirect:" + link;
    }

    /** Complains of it, with a reason once one was chosen. */
    @PostMapping("/{message}/report")
    String report(
            Messenger me,
            @PathVariable long dialog,
            @PathVariable long message,
            @RequestParam(defaultValue = "") String option,
            Model model) {
        model.addAttribute("dialog", dialog);
        model.addAttribute("message", message);
        model.addAttribute("answer", answer(me, ChatController.dialogId(dialog), message, option));
        return "pieces/sponsored :: answer";
    }

    private static ReportView answer(Messenger me, DialogId channel, long message, String option) {
        try {
            var chosen = Optional.of(option).filter(one -> !one.isEmpty());
            return ReportView.of(me.sponsored().report(channel, message, chosen));
        } catch (IOException silent) {
            LOG.debug("A sponsored message could not be reported", silent);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return ReportView.of(new ReportAnswer.NotTaken());
    }

    private static boolean isOfTheWeb(String link) {
        var lower = link.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }

    private static Optional<SponsoredMessage> find(Messenger me, DialogId channel) {
        try {
            return me.sponsored().in(channel);
        } catch (IOException silent) {
            LOG.debug("What is sponsored in a channel could not be asked", silent);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static void tell(Deed deed) {
        try {
            deed.done();
        } catch (IOException silent) {
            LOG.debug("What became of a sponsored message could not be told", silent);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Deed {
        void done() throws IOException, InterruptedException;
    }
}

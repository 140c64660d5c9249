package io.chimera.web.transfer;

import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.failure.NotFound;
import io.chimera.web.frame.Frames;
import io.chimera.web.frame.Part;
import io.chimera.web.words.Words;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The transfers page. */
@Controller
class TransferController {

    private final Frames frames;
    private final TransferReader read;

    TransferController(Frames frames, TransferReader read) {
        this.frames = frames;
        this.read = read;
    }

    @GetMapping("/transfers")
    String show(Messenger me, Words words, Model model) {
        model.addAttribute("frame", frames.around(me, Part.TRANSFERS));
        model.addAttribute("view", read.read(me, words));
        return "transfers";
    }

    /** Ends a transfer, or takes a waiting file back. One that is over already needs nothing. */
    @PostMapping("/transfers/{message}/cancellation")
    String cancel(Messenger me, @PathVariable String message) {
        me.cancel(id(message));
        return "redirect:/transfers";
    }

    private static MessageId id(String text) {
        try {
            return MessageId.parse(text);
        } catch (IllegalArgumentException _) {
            throw new NotFound();
        }
    }
}

package io.chimera.web.dialog;

import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.messenger.Opening;
import io.chimera.web.frame.Frames;
import io.chimera.web.frame.Part;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Beginning a dialog with a telephone number; with a name, whoever has it becomes a contact. */
@Controller
class NewDialogController {

    private static final Logger LOG = LoggerFactory.getLogger(NewDialogController.class);

    /** As Telegram has it. */
    static final int LONGEST_NAME = 64;

    private final Frames frames;
    private final ListReader lists;

    NewDialogController(Frames frames, ListReader lists) {
        this.frames = frames;
        this.lists = lists;
    }

    /**
     * What was typed.
     *
     * @param name what they are to be called among the contacts; empty if they are only to be written to
     */
    record Form(String phone, String name) {}

    @GetMapping("/new")
    String ask(Messenger me, Words words, Model model) {
        return ask(me, new Form("", ""), "", words, model);
    }

    @PostMapping("/new")
    String open(
            Messenger me,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String name,
            Words words,
            HttpServletResponse response,
            Model model)
            throws InterruptedException {
        var form = new Form(phone, name.strip());
        var number = parsed(phone);
        if (number.isEmpty()) return refuse(me, form, "new.not.a.number", words, response, model);
        if (form.name().length() > LONGEST_NAME) return refuse(me, form, "new.name.too.long", words, response, model);
        try {
            return switch (form.name().isEmpty() ? me.open(number.get()) : me.add(number.get(), form.name())) {
                case Opening.Opened(var dialog) -> "redirect:/c/" + dialog.id();
                case Opening.Nobody() -> refuse(me, form, "new.nobody", words, response, model);
                case Opening.Yourself() -> refuse(me, form, "new.yourself", words, response, model);
            };
        } catch (IOException unreachable) {
            LOG.debug("A number could not be looked up", unreachable);
            return refuse(me, form, "new.cloud.down", words, response, model);
        }
    }

    private static Optional<PhoneNumber> parsed(String phone) {
        try {
            return Optional.of(PhoneNumber.parse(phone));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private String refuse(Messenger me, Form form, String why, Words words, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return ask(me, form, words.say(why), words, model);
    }

    private String ask(Messenger me, Form form, String problem, Words words, Model model) {
        model.addAttribute("frame", frames.around(me, Part.CHATS));
        model.addAttribute("list", lists.read(me, ListQuery.of("", "", Optional.empty()), words));
        model.addAttribute("form", form);
        model.addAttribute("problem", problem);
        return "new";
    }
}

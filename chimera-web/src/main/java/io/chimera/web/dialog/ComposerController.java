package io.chimera.web.dialog;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Markup;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.UnacceptableText;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Correspondence;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.dialog.ComposerReader.Purpose;
import io.chimera.web.frame.Frames;
import io.chimera.web.frame.Part;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Takes what is typed. With script the answer is the piece of the page that changed; without, the page. */
@Controller
class ComposerController {

    /** Longer than a message: the marks of its looks are typed as well, and what is too long is made shorter later. */
    private static final int LONGEST_DRAFT = 4 * Body.LONGEST_TEXT;

    private final Frames frames;
    private final ChatReaders read;
    private final EntryAnswers entries;

    ComposerController(Frames frames, ChatReaders read, EntryAnswers entries) {
        this.frames = frames;
        this.read = read;
        this.entries = entries;
    }

    /** Sends words, written with the marks of their looks. */
    @PostMapping("/c/{dialog}/messages")
    String send(
            Messenger me,
            @PathVariable long dialog,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String answers,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var id = ChatController.dialogId(dialog);
        var answered = Optional.of(answers).filter(one -> !one.isEmpty()).map(ChatController::messageId);
        Message sent;
        try {
            sent = me.correspondence().send(id, written(text), answered);
        } catch (UnacceptableText refused) {
            var composer =
                    read.composers().read(me, ChatController.summary(me, id), Purpose.answering(answered), words);
            return refuse(me, composer.with(text, problem(refused, words)), words, request, response, model);
        } catch (Correspondence.NoSuchMessage _) {
            var composer = read.composers().read(me, ChatController.summary(me, id), Purpose.NONE, words);
            return refuse(
                    me, composer.with(text, words.say("composer.answered.gone")), words, request, response, model);
        }
        return entries.with(me, List.of(sent), words, request, model);
    }

    /** Changes a message's words. */
    @PostMapping("/c/{dialog}/m/{message}/text")
    String edit(
            Messenger me,
            @PathVariable long dialog,
            @PathVariable String message,
            @RequestParam(defaultValue = "") String text,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var id = ChatController.messageId(message);
        var summary = ChatController.summary(me, ChatController.dialogId(dialog));
        try {
            if (!isAsOffered(me, id, text)) me.correspondence().edit(id, written(text));
        } catch (UnacceptableText refused) {
            var composer = read.composers().read(me, summary, Purpose.editing(id), words);
            return refuse(me, composer.with(text, problem(refused, words)), words, request, response, model);
        }
        model.addAttribute("composer", read.composers().read(me, summary, Purpose.NONE, words));
        var edited = me.read(view -> view.dialogs().message(id)).stream().toList();
        return entries.with(me, edited, words, request, model);
    }

    /** Keeps what was typed and not sent. */
    @PostMapping("/c/{dialog}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void draft(Messenger me, @PathVariable long dialog, @RequestParam(defaultValue = "") String text) {
        var kept = text.length() > LONGEST_DRAFT ? text.substring(0, LONGEST_DRAFT) : text;
        me.correspondence().draft(ChatController.dialogId(dialog), unixLines(kept));
    }

    /** The person is writing at this moment, or has stopped. */
    @PostMapping("/c/{dialog}/typing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void types(Messenger me, @PathVariable long dialog, @RequestParam boolean on) {
        me.types(ChatController.dialogId(dialog), on);
    }

    /** Marks cannot say everything: what was not touched stays as it is. */
    private static boolean isAsOffered(Messenger me, MessageId id, String text) {
        return me.read(view -> view.dialogs().message(id))
                .filter(message -> message.body() instanceof Body.Text body
                        && Markup.write(body).equals(unixLines(text)))
                .isPresent();
    }

    /** @throws UnacceptableText if it cannot be a message, at once if no marks make it so long */
    private static Body.Text written(String text) {
        return text.length() > LONGEST_DRAFT ? new Body.Text(text) : Markup.read(unixLines(text));
    }

    /** Browsers send line ends as CR LF (HTML, form submission). */
    private static String unixLines(String text) {
        return text.replace("\r\n", "\n");
    }

    private static String problem(UnacceptableText refused, Words words) {
        return words.of(
                refused.why(),
                "text",
                words.figures().count(refused.length()),
                words.figures().count(Body.LONGEST_TEXT));
    }

    private String refuse(
            Messenger me,
            ComposerView composer,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("composer", composer);
        if (EntryAnswers.isPiece(request)) {
            response.setHeader("HX-Retarget", "#composer");
            response.setHeader("HX-Reswap", "outerHTML");
            return "pieces/composer :: composer";
        }
        var summary = ChatController.summary(me, ChatController.dialogId(composer.dialog()));
        model.addAttribute("frame", frames.around(me, Part.CHATS));
        model.addAttribute(
                "list",
                read.lists()
                        .read(
                                me,
                                ListQuery.of(
                                        "", "", Optional.of(summary.dialog().id())),
                                words));
        model.addAttribute("cursor", me.read(view -> view.dialogs().revision()).value());
        model.addAttribute("header", read.dialogs().header(me, summary.dialog(), words));
        model.addAttribute("flow", read.flows().read(me, summary, FlowReader.Where.NEWEST, words));
        return "chat";
    }
}

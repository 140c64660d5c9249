package io.chimera.web.dialog;

import io.chimera.core.dialog.Message;
import io.chimera.core.file.FileName;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.failure.BadRequest;
import io.chimera.web.upload.Multipart;
import io.chimera.web.upload.Uploads;
import io.chimera.web.upload.Uploads.Destination;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.util.UriUtils;

/** Takes files in: from the page's script as the bare body of a request, from a plain form as multipart. */
@Controller
class UploadController {

    private final Uploads uploads;
    private final EntryAnswers answers;

    UploadController(Uploads uploads, EntryAnswers answers) {
        this.uploads = uploads;
        this.answers = answers;
    }

    /**
     * One file as the body.
     *
     * @param name what it is called, percent-encoded UTF-8 (RFC 3986 §2.1)
     * @param answered the message it answers
     */
    @PostMapping("/c/{dialog}/files")
    String upload(
            Messenger me,
            @PathVariable long dialog,
            @RequestHeader("X-File-Name") String name,
            @RequestHeader(name = "X-Answers", defaultValue = "") String answered,
            Words words,
            HttpServletRequest request,
            Model model)
            throws IOException {
        var sent = uploads.send(
                me,
                destination(me, dialog, answered),
                FileName.from(decoded(name)),
                Optional.ofNullable(request.getContentType()).orElse(MediaType.APPLICATION_OCTET_STREAM_VALUE),
                request.getContentLengthLong(),
                request.getInputStream());
        return answers.with(me, List.of(sent), words, request, model);
    }

    /** As many files as the form holds, each a message; what they answer stands before them. */
    @PostMapping(path = "/c/{dialog}/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String uploadForm(Messenger me, @PathVariable long dialog, Words words, HttpServletRequest request, Model model)
            throws IOException {
        var to = destination(me, dialog, "");
        var parts = Multipart.of(request.getContentType(), request.getInputStream());
        var sent = new ArrayList<Message>();
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            if (part.get().name().equals("answers"))
                to = destination(me, dialog, part.get().words());
            var name = part.get().fileName().filter(claimed -> !claimed.isEmpty());
            if (name.isEmpty()) continue;
            sent.add(uploads.send(
                    me,
                    to,
                    FileName.from(name.get()),
                    part.get().mediaType(),
                    -1,
                    part.get().body()));
        }
        return sent.isEmpty() ? "redirect:/c/" + to.dialog() : answers.with(me, sent, words, request, model);
    }

    private static Destination destination(Messenger me, long dialog, String answered) {
        var there = ChatController.summary(me, ChatController.dialogId(dialog)).dialog();
        return new Destination(
                there.id(), Optional.of(answered).filter(one -> !one.isEmpty()).map(ChatController::messageId));
    }

    private static String decoded(String name) {
        try {
            return UriUtils.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new BadRequest("the header X-File-Name is not percent-encoded UTF-8");
        }
    }
}

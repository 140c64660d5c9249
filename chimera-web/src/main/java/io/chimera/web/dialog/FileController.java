package io.chimera.web.dialog;

import io.chimera.core.dialog.Body;
import io.chimera.core.file.SharedFile;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.failure.NotFound;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Hands files out by the message they came with, never by a path. They are other people's bytes: always saved, never
 * opened, but for pictures recognised as such; and whatever they hold runs nowhere.
 */
@Controller
class FileController {

    private static final String NOTHING_RUNS = "default-src 'none'; sandbox";

    FileController() {}

    /** The file, to be saved. Ranges (RFC 9110 §14) work. */
    @GetMapping("/files/{message}")
    ResponseEntity<Resource> file(Messenger me, @PathVariable String message) {
        var file = find(me, message);
        return answer(file, MediaType.APPLICATION_OCTET_STREAM, ContentDisposition.attachment());
    }

    /** The file, to be shown, if it is a picture that may be. */
    @GetMapping("/files/{message}/picture")
    ResponseEntity<Resource> picture(Messenger me, @PathVariable String message) {
        var file = find(me, message);
        var type = Pictures.type(file).map(MediaType::parseMediaType).orElseThrow(NotFound::new);
        return answer(file, type, ContentDisposition.inline());
    }

    private static ResponseEntity<Resource> answer(
            SharedFile file, MediaType type, ContentDisposition.Builder disposition) {
        var named = disposition
                .filename(file.name().value(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag("\"" + file.content().sha256() + "\"")
                .header(HttpHeaders.CONTENT_DISPOSITION, named.toString())
                .header("Content-Security-Policy", NOTHING_RUNS)
                .body(new FileSystemResource(file.content().path()));
    }

    private static SharedFile find(Messenger me, String message) {
        var id = ChatController.messageId(message);
        return me.read(view -> view.dialogs().message(id))
                .flatMap(there -> there.body() instanceof Body.File(var file) ? Optional.of(file) : Optional.empty())
                .filter(file -> Files.isRegularFile(file.content().path()))
                .orElseThrow(NotFound::new);
    }
}

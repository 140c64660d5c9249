package io.chimera.web.api;

import io.chimera.core.dialog.Message;
import io.chimera.core.file.FileName;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.upload.Multipart;
import io.chimera.web.upload.Multipart.Part;
import io.chimera.web.upload.Uploads;
import io.chimera.web.upload.Uploads.Destination;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sending files. */
@RestController
@Tag(name = "Messages")
class FilesApi {

    private static final String FIELD = "file";
    private static final String ANSWERS = "answers";

    private final Api api;
    private final Uploads uploads;

    FilesApi(Api api, Uploads uploads) {
        this.api = api;
        this.uploads = uploads;
    }

    @PostMapping(
            path = "/api/v1/accounts/{account}/dialogs/{dialog}/files",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Send a file",
            description =
                    "One multipart field named file (RFC 7578), of any size: it goes to the disk as it comes. A field named"
                            + " answers, with the id of a message of this dialog, stands before it, if at all. Answers once"
                            + " it is stored and queued. An upload that breaks off leaves nothing.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schemaProperties = {
                                                @SchemaProperty(
                                                        name = ANSWERS,
                                                        schema = @Schema(type = "string", format = "uuid")),
                                                @SchemaProperty(
                                                        name = FIELD,
                                                        schema = @Schema(type = "string", format = "binary"))
                                            })))
    MessageJson send(@PathVariable long account, @PathVariable long dialog, HttpServletRequest request)
            throws IOException {
        var me = api.messenger(account);
        var id = api.dialog(me, dialog);
        var parts = Multipart.of(request.getContentType(), request.getInputStream());
        var to = new Destination(id, Optional.empty());
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            if (part.get().name().equals(ANSWERS))
                to = new Destination(id, api.answered(me, id, part.get().words()));
            if (part.get().name().equals(FIELD)) return MessageJson.of(send(me, to, part.get()), me);
        }
        throw Problem.invalid("There is no file in it", "Send one multipart field named file.");
    }

    private Message send(Messenger me, Destination to, Part part) throws IOException {
        var name = FileName.from(part.fileName().orElse(""));
        return uploads.send(me, to, name, part.mediaType(), -1, part.body());
    }
}

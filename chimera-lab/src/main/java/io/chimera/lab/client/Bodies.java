package io.chimera.lab.client;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Reference;
import io.chimera.core.file.DistantFile;
import io.chimera.core.file.FileName;
import io.chimera.core.message.CloudMessageId;
import io.chimera.lab.api.Content;
import io.chimera.lab.api.Look;
import java.util.Optional;

/** What the lab cloud tells to what messages hold. Pure. */
final class Bodies {

    private Bodies() {}

    /** The message that is answered, by the cloud's id; 0 is none. */
    static Optional<Reference> answered(long message) {
        return message == 0 ? Optional.empty() : Optional.of(new Reference.ByCloudId(new CloudMessageId(message)));
    }

    /** @throws IllegalArgumentException if no message can hold it */
    static Body of(Content content) {
        return switch (content) {
            case Content.Words(var text, var looks) -> new Body.Text(text, Look.spans(looks));
            case Content.Document file ->
                new Body.Distant(new DistantFile(FileName.from(file.name()), file.mediaType(), file.size()), false);
        };
    }
}

package io.chimera.lab.client;

import io.chimera.core.dialog.Body;
import io.chimera.core.file.DistantFile;
import io.chimera.core.file.FileName;
import io.chimera.lab.api.Content;

/** What the lab cloud tells to what messages hold. Pure. */
final class Bodies {

    private Bodies() {}

    /** @throws IllegalArgumentException if no message can hold it */
    static Body of(Content content) {
        return switch (content) {
            case Content.Words(var text) -> new Body.Text(text);
            case Content.Document file ->
                new Body.Distant(new DistantFile(FileName.from(file.name()), file.mediaType(), file.size()), false);
        };
    }
}

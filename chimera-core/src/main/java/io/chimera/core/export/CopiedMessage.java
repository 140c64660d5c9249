package io.chimera.core.export;

import io.chimera.core.dialog.Message;
import java.util.Optional;

/**
 * A message as it is written down.
 *
 * @param by what its author is called
 * @param file where its file lies, seen from the export's folder with slashes; empty if it has none, or it is lost
 * @param answered the message it answers; empty if it answers none, or that one is not here
 */
public record CopiedMessage(Message message, String by, Optional<String> file, Optional<Answered> answered) {

    /**
     * A message that another answers.
     *
     * @param by what its author is called
     */
    public record Answered(Message message, String by) {}
}

package io.chimera.core.export;

import io.chimera.core.dialog.Message;
import java.util.Optional;

/**
 * A message as it is written down.
 *
 * @param by what its author is called
 * @param file where its file lies, seen from the export's folder with slashes; empty if it has none, or it is lost
 */
public record CopiedMessage(Message message, String by, Optional<String> file) {}

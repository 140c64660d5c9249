package io.chimera.core.dialog;

import java.util.List;

/**
 * A stretch of a dialog's history.
 *
 * @param messages newest first
 * @param olderExist whether there is history before the last one here
 * @param newerExist whether there is history after the first one here
 */
public record Page(List<Message> messages, boolean olderExist, boolean newerExist) {
    public Page {
        messages = List.copyOf(messages);
    }
}

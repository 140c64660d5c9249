package io.chimera.web.transfer;

import java.util.List;

/**
 * Everything of the transfers page.
 *
 * @param moving what is on its way now
 * @param waiting what waits for its turn or its way
 */
record TransferView(List<Moving> moving, List<Waiting> waiting) {

    /** A file on its way. */
    record Moving(FileCard card, String direction, String style, String way, String dialog, String href) {}

    /** A file that waits. */
    record Waiting(FileCard card, String why, String dialog, String href, boolean cancellable, long dialogId) {}
}

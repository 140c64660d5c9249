package io.chimera.telegram.session;

import io.chimera.telegram.tdlib.TdClient;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/**
 * One database that TDLib has open, or is opening.
 *
 * @param client to ask and to close; its listener heard everything from the beginning
 * @param opened done once TDLib has the database; fails with {@link io.chimera.telegram.tdlib.TdFailure} if it cannot be
 *     opened: another key (401), or another process has it (400, after ten seconds)
 */
public record TdSession(TdClient client, CompletableFuture<JsonNode> opened) {}

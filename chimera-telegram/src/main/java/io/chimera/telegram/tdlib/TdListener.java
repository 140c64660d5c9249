package io.chimera.telegram.tdlib;

import tools.jackson.databind.JsonNode;

/** Who hears a client's news, one at a time and in the order in which TDLib told them. */
@FunctionalInterface
public interface TdListener {

    /** Something changed. What takes long holds up everything behind it, but no other client. */
    void updated(JsonNode update);
}

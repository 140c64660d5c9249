package io.chimera.telegram.carrier;

import tools.jackson.databind.JsonNode;

/**
 * How far TDLib is with a file.
 *
 * @param size in bytes, as far as it is known
 * @param path where it lies here, once it is here
 */
record FileState(int id, long size, String path, boolean here, long came, long went) {

    static FileState of(JsonNode file) {
        var local = file.path("local");
        long size = file.path("size").asLong(0);
        return new FileState(
                file.path("id").asInt(0),
                size > 0 ? size : file.path("expected_size").asLong(0),
                local.path("path").asString(""),
                local.path("is_downloading_completed").asBoolean(false),
                local.path("downloaded_size").asLong(0),
                file.path("remote").path("uploaded_size").asLong(0));
    }
}

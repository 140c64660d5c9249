package io.chimera.janus.command;

import java.util.Optional;

/**
 * Chooses who reads a body.
 *
 * @param commands what commands look like
 */
public record Bodies(Commands commands) {

    /**
     * A reader for one body.
     *
     * @param contentType the request's header of that name; empty if it has none
     * @return empty for what is never looked into
     */
    public Optional<BodyReader> readerFor(String contentType, Wardrobe wardrobe) {
        var type = ContentType.of(contentType);
        if (type.type().equals("application/x-www-form-urlencoded"))
            return Optional.of(new FormReader(commands, wardrobe));
        if (type.isJson()) return Optional.of(new JsonReader(commands, wardrobe));
        if (type.type().equals("multipart/form-data"))
            return type.boundary().map(boundary -> new MultipartReader(commands, wardrobe, boundary));
        return Optional.empty();
    }
}

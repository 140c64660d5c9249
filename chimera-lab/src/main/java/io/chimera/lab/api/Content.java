package io.chimera.lab.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a message says, as the cloud tells it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Content.Words.class, name = "words"),
    @JsonSubTypes.Type(value = Content.Document.class, name = "document")
})
public sealed interface Content {

    /** Words. */
    record Words(String text, List<Look> looks) implements Content {}

    /**
     * A file, to be fetched by the message's id.
     *
     * @param size in bytes
     * @param sha256 64 lower-case hexadecimal digits
     */
    record Document(String name, String mediaType, long size, String sha256) implements Content {}
}

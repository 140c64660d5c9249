package io.chimera.lab.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/** A message that is to be sent. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Sending.Words.class, name = "words"),
    @JsonSubTypes.Type(value = Sending.Uploaded.class, name = "uploaded")
})
public sealed interface Sending {

    /** Words. */
    record Words(String text) implements Sending {}

    /** A file whose bytes were brought before, under an id the cloud gave. */
    record Uploaded(UUID upload, String name, String mediaType) implements Sending {}
}

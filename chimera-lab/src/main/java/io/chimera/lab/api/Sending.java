package io.chimera.lab.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;

/** A message that is to be sent. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Sending.Words.class, name = "words"),
    @JsonSubTypes.Type(value = Sending.Uploaded.class, name = "uploaded")
})
public sealed interface Sending {

    /** The message it answers, by the sender's id; 0 if it answers none. One that is not there any more is no error. */
    long answers();

    /** Words. */
    record Words(String text, List<Look> looks, long answers) implements Sending {

        /** Words that look plain and answer nothing. */
        public static Words plain(String text) {
            return new Words(text, List.of(), 0);
        }
    }

    /** A file whose bytes were brought before, under an id the cloud gave. */
    record Uploaded(UUID upload, String name, String mediaType, long answers) implements Sending {}
}

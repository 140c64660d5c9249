package io.chimera.lab.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** Something that happened in a dialog. It may be told more than once. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Update.NewMessage.class, name = "message"),
    @JsonSubTypes.Type(value = Update.Edit.class, name = "edit"),
    @JsonSubTypes.Type(value = Update.Deletion.class, name = "deletion"),
    @JsonSubTypes.Type(value = Update.Seen.class, name = "seen")
})
public sealed interface Update {

    /** Its place among the updates of this person; counts up. */
    long seq();

    /** The other one in the dialog. */
    long dialog();

    /** The message it is, or is about, by the id this person knows it by. */
    long message();

    /** Who did it: this person on another device, or the other one. */
    long by();

    /** When, by the cloud's clock. */
    Instant at();

    /** A new message. */
    record NewMessage(long seq, long dialog, long message, long by, Instant at, Content content) implements Update {}

    /** A message has other words now. */
    record Edit(long seq, long dialog, long message, long by, Instant at, String text) implements Update {}

    /** A message was deleted. */
    record Deletion(long seq, long dialog, long message, long by, Instant at) implements Update {}

    /** Everything up to a message was seen. */
    record Seen(long seq, long dialog, long message, long by, Instant at) implements Update {}
}

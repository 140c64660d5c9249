package io.chimera.lab.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/** Something that happened in a dialog. It may be told more than once. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Update.NewMessage.class, name = "message"),
    @JsonSubTypes.Type(value = Update.Edit.class, name = "edit"),
    @JsonSubTypes.Type(value = Update.Deletion.class, name = "deletion"),
    @JsonSubTypes.Type(value = Update.Seen.class, name = "seen"),
    @JsonSubTypes.Type(value = Update.Changed.class, name = "gathering")
})
public sealed interface Update {

    /** Its place among the updates of this person; counts up. */
    long seq();

    /** The other one in a dialog of two, or the group or channel, whose id is negative. */
    long dialog();

    /** When, by the cloud's clock. */
    Instant at();

    /**
     * A new message.
     *
     * @param message by the id this person knows it by, here and in what is told about it
     * @param by who did it, here and in what is told about it: this person on another device, another one, or a channel
     * @param answers the message it answers, by this person's id; 0 for none
     */
    record NewMessage(long seq, long dialog, long message, long by, Instant at, Content content, long answers)
            implements Update {}

    /** A message has other words now. */
    record Edit(long seq, long dialog, long message, long by, Instant at, String text, List<Look> looks)
            implements Update {}

    /** A message was deleted. */
    record Deletion(long seq, long dialog, long message, long by, Instant at) implements Update {}

    /** Everything up to a message was seen. */
    record Seen(long seq, long dialog, long message, long by, Instant at) implements Update {}

    /** A group or a channel came, went, or is another now: whoever hears this asks what it is. */
    record Changed(long seq, long dialog, Instant at) implements Update {}
}

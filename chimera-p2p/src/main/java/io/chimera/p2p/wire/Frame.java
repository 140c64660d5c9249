package io.chimera.p2p.wire;

import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.CloudTrace;
import io.chimera.core.dialog.Reference;
import io.chimera.core.dialog.Span;
import io.chimera.core.file.Sha256;
import io.chimera.core.message.MessageId;
import io.chimera.core.neighbour.InstanceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One unit of the LAN protocol, as docs/protocol/lan-v2.md §4 specifies it. */
public sealed interface Frame {

    /** What is stored by its receiver and acknowledged by its number: 1, 2, 3 … per connection and direction. */
    sealed interface Numbered extends Frame {
        /** Its number on this connection. */
        long seq();
    }

    /** About one file; the file's message names the transfer. */
    sealed interface Transferring extends Frame {
        /** The message the file is in. */
        MessageId id();
    }

    /**
     * The first frame, both ways.
     *
     * @param version the highest version its sender speaks
     * @param oldest the lowest version its sender speaks
     * @param from must be the contact the sender's certificate names
     * @param instance which start of the sender this is
     * @param clock the sender's time, to show when clocks differ; nothing depends on it
     * @param port where the sender takes connections in, 1 to 65535
     */
    record Hello(int version, int oldest, ContactId from, InstanceId instance, Nonce nonce, Instant clock, int port)
            implements Frame {}

    /** Are you there? */
    record Ping(long token) implements Frame {}

    /** I am, answering the ping with this token. */
    record Pong(long token) implements Frame {}

    /** The last frame: its sender reads and writes nothing after it. */
    record Close(Farewell why) implements Frame {}

    /**
     * A new message of words.
     *
     * @param behind the sender's text before it, if that went through the cloud and may not have come yet
     * @param perhapsInCloudSince when the sender first tried the cloud with it, if the cloud did not answer
     * @param spans how stretches of it look; they need not fit
     * @param answers the message it answers, by an id or a trace
     */
    record Text(
            MessageId id,
            long seq,
            Instant sentAt,
            String text,
            Optional<CloudTrace> behind,
            Optional<Instant> perhapsInCloudSince,
            List<Span> spans,
            Optional<Reference> answers)
            implements Numbered {

        /** One that comes behind nothing, has tried no other way, looks plain and answers nothing. */
        public Text(MessageId id, long seq, Instant sentAt, String text) {
            this(id, seq, sentAt, text, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
        }
    }

    /**
     * Other words for a message of the sender's.
     *
     * @param spans as of a text
     */
    record Edit(MessageId target, long seq, Instant at, String text, List<Span> spans) implements Numbered {}

    /** A message of the sender's is to be deleted. */
    record Delete(MessageId target, long seq, Instant at) implements Numbered {}

    /** The sender has seen everything up to this message of the receiver's. */
    record Read(MessageId upTo, long seq, Instant at) implements Numbered {}

    /**
     * The sender is writing to the receiver.
     *
     * @param seconds how long that is true, if nothing more is said; 0 if it is over
     */
    record Typing(int seconds) implements Frame {}

    /** Everything up to this number is stored, or was refused before this frame. */
    record Ack(long upTo) implements Frame {}

    /** The frame with this number is not taken; the next acknowledgement covers it as well. */
    record Nack(long seq, Refusal why) implements Frame {}

    /**
     * What became of these messages that the receiver brought? Asked until it is known that the receiver has heard of
     * their arrival, and so will not send them through the cloud as well.
     *
     * @param messages 1 to {@value Limits#MOST_ASKED}
     */
    record Query(List<MessageId> messages) implements Frame {}

    /**
     * These messages of the sender's went straight and no other way.
     *
     * @param messages as many as can be asked about
     */
    record WentStraight(List<MessageId> messages) implements Frame {}

    /**
     * This message of the sender's is in the cloud as well.
     *
     * @param date when the cloud got it, by the cloud's clock in seconds, if the sender knows
     */
    record InCloud(MessageId message, Optional<Instant> date) implements Frame {}

    /**
     * A message with a file, whose bytes come once they are wanted.
     *
     * @param name as its sender calls it; a claim, to be made safe
     * @param mediaType a claim
     * @param perhapsInCloudSince as of a text
     * @param answers as of a text
     */
    record Offer(
            MessageId id,
            long size,
            String name,
            String mediaType,
            Instant sentAt,
            Optional<Instant> perhapsInCloudSince,
            Optional<Reference> answers)
            implements Transferring {

        /** One that has tried no other way and answers nothing. */
        public Offer(MessageId id, long size, String name, String mediaType, Instant sentAt) {
            this(id, size, name, mediaType, sentAt, Optional.empty(), Optional.empty());
        }
    }

    /**
     * The file is wanted.
     *
     * @param token the bulk connection's proof
     * @param have how many bytes are there from an earlier attempt
     * @param crc32c of those bytes, so that the sender can tell whether they are its file's
     */
    record Accept(MessageId id, Token token, long have, int crc32c) implements Transferring {}

    /** The file is not taken. */
    record Decline(MessageId id, Refusal why) implements Transferring {}

    /** Either side ends a transfer. */
    record Cancel(MessageId id, Breakoff why) implements Transferring {}

    /** All bytes have left. */
    record Done(MessageId id, long size, Sha256 sha256) implements Transferring {}

    /** The message with the file is stored: a receipt. Also the answer to an offer of what is there already. */
    record Stored(MessageId id) implements Transferring {}

    /** The first frame of a bulk connection, from whoever opened it: which transfer it is for. */
    record Bulk(MessageId id, Token token) implements Frame {}

    /** A frame of a later version that may be skipped. */
    record Unknown(int type) implements Frame {}
}

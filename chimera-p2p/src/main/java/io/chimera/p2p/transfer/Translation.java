package io.chimera.p2p.transfer;

import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Origin;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.p2p.wire.Frame;

/** Parcels as frames, and frames as arrivals. Files travel in another way. */
final class Translation {

    private Translation() {}

    static Frame.Numbered frame(Parcel parcel, long seq) {
        return switch (parcel.cargo()) {
            case Cargo.Text(var body) ->
                new Frame.Text(
                        parcel.id(),
                        seq,
                        parcel.writtenAt(),
                        body.text(),
                        parcel.behind(),
                        parcel.perhapsInCloudSince(),
                        body.spans(),
                        parcel.answers());
            case Cargo.Edit(var target, var body) ->
                new Frame.Edit(target.id(), seq, parcel.writtenAt(), body.text(), body.spans());
            case Cargo.Deletion(var target) -> new Frame.Delete(target.id(), seq, parcel.writtenAt());
            case Cargo.Seen(var upTo) -> new Frame.Read(upTo.id(), seq, parcel.writtenAt());
            case Cargo.File _ -> throw new IllegalArgumentException("a file is no frame");
        };
    }

    /**
     * @param peer who proved to be at the other end; the frame itself does not say whose it is
     * @throws io.chimera.core.dialog.UnacceptableText if its text cannot be a message
     */
    static Arrival arrival(Frame.Numbered frame, ContactId peer) {
        var dialog = DialogId.with(peer);
        var by = new Author.Them(peer);
        return switch (frame) {
            case Frame.Text text ->
                new Arrival.NewMessage(
                        new Origin.Lan(text.id()),
                        dialog,
                        by,
                        text.sentAt(),
                        new Body.Text(text.text(), text.spans()),
                        text.behind(),
                        text.perhapsInCloudSince(),
                        text.answers());
            case Frame.Edit(var target, var _, var at, var text, var spans) ->
                new Arrival.Edit(new Origin.Lan(target), dialog, by, at, new Body.Text(text, spans));
            case Frame.Delete(var target, var _, var at) ->
                new Arrival.Deletion(new Origin.Lan(target), dialog, by, at);
            case Frame.Read(var upTo, var _, var at) -> new Arrival.Seen(new Origin.Lan(upTo), dialog, by, at);
        };
    }
}

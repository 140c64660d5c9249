package io.chimera.telegram.carrier;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.HandedOver;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Carries one parcel to Telegram. */
final class Carriage {

    private static final int NOT_ACCEPTABLE = 400;
    private static final int NOT_FOUND = 404;

    private final Line line;
    private final Reach reach;
    private final Chats chats;
    private final Handover handover;
    private final FileCarriage files;
    private final Rewordings rewordings;
    private final Clock clock;

    Carriage(
            Line line,
            Reach reach,
            Chats chats,
            Handover handover,
            FileCarriage files,
            Rewordings rewordings,
            Clock clock) {
        this.line = line;
        this.reach = reach;
        this.chats = chats;
        this.handover = handover;
        this.files = files;
        this.rewordings = rewordings;
        this.clock = clock;
    }

    /**
     * Decides first whether Telegram can be reached, for TDLib takes everything at any time and sends it when it can: a
     * parcel that may travel another way meanwhile must not lie there.
     */
    Outcome carry(Parcel parcel) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        if (!reach.online()) return new Unreachable("Telegram cannot be reached");
        var unknown = makeChat(parcel);
        if (unknown.isPresent()) return unknown.get();
        return switch (parcel.cargo()) {
            case Cargo.Text(var body) -> handover.send(Outgoing.words(parcel, body));
            case Cargo.File(var file) -> files.send(parcel, file);
            case Cargo.Edit(var target, var body) -> errand(target, id -> edit(parcel, id, body));
            case Cargo.Deletion(var target) -> errand(target, id -> delete(parcel, id));
            case Cargo.Seen(var upTo) -> errand(upTo, id -> seen(parcel, id));
        };
    }

    private Optional<Outcome> makeChat(Parcel parcel) throws InterruptedException {
        try {
            chats.make(parcel.dialog());
            return Optional.empty();
        } catch (TdFailure failure) {
            boolean isNo = Refusals.outcome(failure, true) instanceof Refused;
            return Optional.of(
                    isNo && chats.isComplete()
                            ? new Refused(whoIsUnknown(parcel))
                            : new Unreachable("Telegram does not open this dialog now"));
        } catch (IOException silent) {
            return Optional.of(new Unreachable("Telegram did not answer"));
        }
    }

    private static String whoIsUnknown(Parcel parcel) {
        return parcel.dialog().isOfSeveral()
                ? "you are not in this group or channel in Telegram"
                : "Telegram does not know this person here; look them up by their number";
    }

    /** Says in a dialog that this account writes there, or has stopped. Returns at once. */
    void types(DialogId dialog, boolean on) {
        if (!reach.online()) return; // TDLib would say so later
        var request = Line.request("sendChatAction").put("chat_id", dialog.value());
        request.putObject("action").put("@type", on ? "chatActionTyping" : "chatActionCancel");
        chats.tell(dialog, request);
    }

    private void edit(Parcel parcel, long id, Body.Text body) throws TdFailure, IOException, InterruptedException {
        var possible = Looks.possible(body);
        try {
            reword(parcel, id, body, possible);
        } catch (TdFailure failure) {
            var plainer = Looks.withoutLinks(possible);
            if (failure.code() != NOT_ACCEPTABLE || plainer.isEmpty()) throw failure;
            reword(parcel, id, body, plainer.get());
        }
    }

    private void reword(Parcel parcel, long id, Body.Text written, Body.Text given)
            throws TdFailure, IOException, InterruptedException {
        rewordings.written(parcel.dialog().value(), id, written, given);
        var request = about("editMessageText", parcel, id);
        request.set("input_message_content", Outgoing.content(given));
        try {
            line.ask(request);
        } catch (TdFailure failure) {
            if (!Refusals.says(failure, "MESSAGE_NOT_MODIFIED")) throw failure;
        }
    }

    private void delete(Parcel parcel, long id) throws TdFailure, IOException, InterruptedException {
        line.ask(several("deleteMessages", parcel, id).put("revoke", true));
    }

    /** TDLib notes anything as seen; whether there is such a message has to be asked first. */
    private void seen(Parcel parcel, long id) throws TdFailure, IOException, InterruptedException {
        line.ask(about("getMessage", parcel, id));
        line.ask(several("viewMessages", parcel, id).put("force_read", true));
    }

    private static ObjectNode about(String type, Parcel parcel, long id) {
        return Line.request(type).put("chat_id", parcel.dialog().value()).put("message_id", id);
    }

    private static ObjectNode several(String type, Parcel parcel, long id) {
        var request = Line.request(type).put("chat_id", parcel.dialog().value());
        request.putArray("message_ids").add(id);
        return request;
    }

    /** Edits, deletions and marks: doing one twice does what doing it once does. */
    private Outcome errand(Target target, Errand errand) throws InterruptedException {
        var id = target.cloudId().map(CloudMessageId::value).filter(TdMessage::isTelegrams);
        if (id.isEmpty()) return new Refused("Telegram does not have the message this is about");
        try {
            errand.run(id.get());
            return new HandedOver(new CloudMessageId(id.get()), clock.instant());
        } catch (TdFailure failure) {
            return failure.code() == NOT_FOUND
                    ? new Refused("Telegram does not have the message this is about")
                    : Refusals.outcome(failure, true);
        } catch (IOException silent) {
            return new Unconfirmed("Telegram did not answer", true);
        }
    }

    @FunctionalInterface
    private interface Errand {
        void run(long message) throws TdFailure, IOException, InterruptedException;
    }
}

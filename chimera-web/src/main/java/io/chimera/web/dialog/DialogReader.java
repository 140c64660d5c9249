package io.chimera.web.dialog;

import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.store.AccountStore.View;
import io.chimera.core.transfer.Progress;
import io.chimera.core.transfer.Progress.Direction;
import io.chimera.core.trust.ContactKey;
import io.chimera.web.dialog.Surround.Waiting;
import io.chimera.web.failure.NotFound;
import io.chimera.web.neighbour.Nearby;
import io.chimera.web.transfer.FileCard;
import io.chimera.web.words.Words;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads what must be known to show one dialog. */
@Component
class DialogReader {

    private final Nearby nearby;
    private final TypingReader typing;
    private final Clock clock;

    DialogReader(Nearby nearby, TypingReader typing, Clock clock) {
        this.nearby = nearby;
        this.typing = typing;
        this.clock = clock;
    }

    /** What must be known to show these messages of a dialog. */
    Surround around(Messenger me, Dialog dialog, Collection<Message> messages) {
        var stored = me.read(view -> stored(view, dialog, messages));
        var waiting = stored.waiting().stream()
                .collect(Collectors.toMap(
                        dispatch -> dispatch.parcel().id(), dispatch -> new Waiting(dispatch, me.explain(dispatch))));
        return new Surround(
                dialog,
                clock.instant(),
                stored.names(),
                waiting,
                moving(me, dialog),
                pictures(messages),
                stored.answered());
    }

    private record Stored(List<Dispatch> waiting, Map<MessageId, Message> answered, Map<Author, String> names) {}

    private static Stored stored(View view, Dialog dialog, Collection<Message> messages) {
        var answered = answered(view, messages);
        var all = new ArrayList<>(messages);
        all.addAll(answered.values());
        return new Stored(waiting(view, messages), answered, names(view, dialog, all));
    }

    private static Map<MessageId, Message> answered(View view, Collection<Message> messages) {
        var answered = new HashMap<MessageId, Message>();
        for (var message : messages) {
            message.answers()
                    .flatMap(reference -> view.dialogs().message(message.dialog(), reference))
                    .ifPresent(found -> answered.put(message.id(), found));
        }
        return answered;
    }

    private static List<Dispatch> waiting(View view, Collection<Message> messages) {
        return messages.stream()
                .filter(message -> message.mine() && message.tick() == Tick.QUEUED)
                .map(message -> view.outbox().find(message.id()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What those are called who wrote these, where several people write. */
    static Map<Author, String> names(View view, Dialog dialog, Collection<Message> messages) {
        var names = new HashMap<Author, String>();
        if (dialog.peer().isPresent()) return names;
        messages.stream()
                .map(Message::author)
                .distinct()
                .forEach(author -> view.nameOf(author).ifPresent(name -> names.put(author, name)));
        return names;
    }

    private static Map<MessageId, Progress> moving(Messenger me, Dialog dialog) {
        return me.transfers().all().stream()
                .filter(progress -> progress.dialog().equals(dialog.id()))
                .collect(Collectors.toMap(Progress::message, Function.identity(), (one, _) -> one));
    }

    private static Set<MessageId> pictures(Collection<Message> messages) {
        return messages.stream()
                .filter(message -> message.body() instanceof Body.File(var file)
                        && Pictures.type(file).isPresent())
                .map(Message::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Files of a dialog on their way here that are no messages yet. */
    List<FileCard> arriving(Messenger me, Dialog dialog, Words words) {
        return me.transfers().all().stream()
                .filter(progress -> progress.direction() == Direction.IN
                        && progress.dialog().equals(dialog.id()))
                .filter(progress -> me.read(view -> view.dialogs().message(progress.message()))
                        .isEmpty())
                .map(progress -> FileCard.of(progress, words))
                .toList();
    }

    /** The head of a dialog, as things are now; empty if the dialog is gone. */
    Optional<HeaderView> findHeader(Messenger me, Dialog dialog, Words words) {
        boolean verified = dialog.peer().map(nearby.provenFor(me)::contains).orElse(false);
        var writing = typing.read(me, words).in(dialog.id());
        return me.wayNow(dialog.id())
                .map(now -> HeaderView.of(dialog, now, verified, words)
                        .with(writing)
                        .withKeys(newKeys(me, dialog, words)));
    }

    /** One line for each key that is new since another was known, and that the person has not seen yet. */
    private List<String> newKeys(Messenger me, Dialog dialog, Words words) {
        if (!(dialog instanceof Dialog.Direct)) return List.of();
        return dialog.peer().map(contact -> me.trust().keys(contact)).orElse(List.of()).stream()
                .filter(ContactKey::news)
                .map(key ->
                        words.say("keys.news", dialog.title(), words.moments().full(key.firstSeen(), clock.instant())))
                .toList();
    }

    /** The head of a dialog, as things are now. */
    HeaderView header(Messenger me, Dialog dialog, Words words) {
        return findHeader(me, dialog, words).orElseThrow(NotFound::new);
    }
}

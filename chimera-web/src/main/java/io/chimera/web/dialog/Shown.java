package io.chimera.web.dialog;

import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages an open page shows, with what they answer: they look different once that has changed. */
final class Shown {

    private static final int MOST = 200;

    private final Map<MessageId, Optional<Reference>> messages = new LinkedHashMap<>();

    /** @param ids what a page says it shows; some may be no more */
    static Shown of(Messenger me, List<MessageId> ids) {
        var shown = new Shown();
        me.read(view -> {
            for (var id : ids) shown.messages.put(id, view.dialogs().message(id).flatMap(Message::answers));
            return shown;
        });
        return shown;
    }

    /** It is shown from now on; the one shown longest may have to be forgotten. */
    void add(Message message) {
        messages.putIfAbsent(message.id(), message.answers());
        if (messages.size() > MOST) messages.remove(messages.keySet().iterator().next());
    }

    void removeAll(Collection<MessageId> gone) {
        messages.keySet().removeAll(gone);
    }

    Collection<MessageId> ids() {
        return new ArrayList<>(messages.keySet());
    }

    /** Those that answer one of these. */
    List<MessageId> answers(Collection<Message> changed, Collection<MessageId> gone) {
        return messages.entrySet().stream()
                .filter(one -> one.getValue()
                        .filter(reference -> isOneOf(reference, changed, gone))
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isOneOf(Reference reference, Collection<Message> changed, Collection<MessageId> gone) {
        return switch (reference) {
            case Reference.ById(var id) ->
                gone.contains(id)
                        || changed.stream().anyMatch(message -> message.id().equals(id));
            case Reference.ByCloudId(var id) ->
                changed.stream().anyMatch(message -> message.cloudId().equals(Optional.of(id)));
            case Reference.ByTrace _ -> false;
        };
    }
}

package io.chimera.core.store;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Gap;
import io.chimera.core.dialog.Message;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.trust.ContactKey;
import io.chimera.core.twin.Doubt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Everything one account's memory holds, as maps. Published states are never altered: a change alters a copy. */
final class InMemoryState {

    final Map<DialogId, Line> dialogs;
    final NavigableMap<Long, Entry> messages;
    final Map<MessageId, Long> positions;
    final Map<MessageId, Gap> gaps;
    final Map<MessageId, Dispatch> outbox;
    final Map<MessageId, Doubt> doubts;
    final Map<ContactId, Contact> contacts;
    final Map<ContactId, Map<KeyFingerprint, ContactKey>> keys;
    final Map<Author, String> bylines;
    final Map<DialogId, Long> vanished;
    final Map<String, String> choices;
    final Set<DialogId> whole;
    final Map<DialogId, CloudMessageId> historyFrom;
    boolean lanOn;
    long revision;

    InMemoryState() {
        dialogs = new HashMap<>();
        messages = new TreeMap<>();
        positions = new HashMap<>();
        gaps = new HashMap<>();
        outbox = new LinkedHashMap<>();
        doubts = new LinkedHashMap<>();
        contacts = new HashMap<>();
        keys = new HashMap<>();
        bylines = new HashMap<>();
        vanished = new HashMap<>();
        choices = new HashMap<>();
        whole = new HashSet<>();
        historyFrom = new HashMap<>();
        lanOn = true;
    }

    private InMemoryState(InMemoryState other) {
        dialogs = new HashMap<>(other.dialogs);
        messages = new TreeMap<>(other.messages);
        positions = new HashMap<>(other.positions);
        gaps = new HashMap<>(other.gaps);
        outbox = new LinkedHashMap<>(other.outbox);
        doubts = new LinkedHashMap<>(other.doubts);
        contacts = new HashMap<>(other.contacts);
        keys = new HashMap<>();
        other.keys.forEach((contact, theirs) -> keys.put(contact, new HashMap<>(theirs)));
        bylines = new HashMap<>(other.bylines);
        vanished = new HashMap<>(other.vanished);
        choices = new HashMap<>(other.choices);
        whole = new HashSet<>(other.whole);
        historyFrom = new HashMap<>(other.historyFrom);
        lanOn = other.lanOn;
        revision = other.revision;
    }

    InMemoryState copy() {
        return new InMemoryState(this);
    }

    /** Gives the state out as long as it may be used. */
    @FunctionalInterface
    interface Holder {
        InMemoryState state();
    }

    /** A dialog with what is kept beside it; {@code revision} is that of its last change. */
    record Line(Dialog dialog, String draft, long revision) {}

    /**
     * A message in its place: {@code position} is the revision that brought it, or below 0, and {@code revision} that of
     * its last change.
     */
    record Entry(Message message, long position, long revision) {}
}

package io.chimera.core.check;

import io.chimera.core.arrival.Past;
import io.chimera.core.check.Difference.Deleted;
import io.chimera.core.check.Difference.Missing;
import io.chimera.core.check.Difference.Reworded;
import io.chimera.core.check.Difference.Seen;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.dialog.Message;
import io.chimera.core.message.CloudMessageId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Compares a stretch of a dialog as the cloud has it with the same stretch as it is here. Pure.
 *
 * <p>What is no difference: a message deleted here only, which a person may do; words that differ in what cannot be seen;
 * a file, which is told apart by its message alone; a mark that is here and not there, for a receipt or an errand may be
 * on its way.
 */
final class Comparison {

    private Comparison() {}

    /**
     * How the two differ, missing messages first and the newest of them first.
     *
     * @param there newest first
     * @param here every message of the same stretch that the cloud knew
     * @param laterNewsIsHere whether a message of others is here that is later than this stretch. Then all of the stretch
     *     should be, for news comes in order; otherwise what nobody has seen may still come as news
     */
    static List<Difference> between(List<Past> there, List<Message> here, boolean laterNewsIsHere) {
        var stored = new HashMap<CloudMessageId, Message>();
        for (var message : here) message.cloudId().ifPresent(id -> stored.put(id, message));
        long newsUpTo = laterNewsIsHere ? Long.MAX_VALUE : latestOfOthers(here);
        var found = new ArrayList<Difference>();
        for (var past : there)
            if (!stored.containsKey(past.id()) && !mayStillCome(past, newsUpTo)) found.add(new Missing(past));
        for (var past : there) {
            var message = stored.remove(past.id());
            if (message != null) compare(past, message, found);
        }
        var gone = new HashSet<>(stored.values());
        here.stream()
                .filter(message -> gone.contains(message) && !message.deleted())
                .forEach(message -> found.add(new Deleted(message.id())));
        return found;
    }

    private static long latestOfOthers(List<Message> here) {
        return here.stream()
                .filter(message -> !message.mine())
                .map(Message::cloudId)
                .flatMap(Optional::stream)
                .mapToLong(CloudMessageId::value)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private static boolean mayStillCome(Past past, long newsUpTo) {
        return !past.mine() && !past.seen() && past.id().value() > newsUpTo;
    }

    private static void compare(Past there, Message here, List<Difference> found) {
        if (here.deleted()) return;
        if (there.body() instanceof Body.Text said
                && here.body() instanceof Body.Text stored
                && !Likeness.sameWords(said.text(), stored.text())) found.add(new Reworded(here.id(), stored, said));
        if (there.seen() && isUnmarked(here)) found.add(new Seen(here.id(), here.mine()));
    }

    private static boolean isUnmarked(Message here) {
        return switch (here.tick()) {
            case SENT, DELIVERED -> true;
            case QUEUED, FAILED -> !here.mine();
            case READ -> false;
        };
    }
}

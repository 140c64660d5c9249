package io.chimera.core.check;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Recollection;
import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogChanged;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.Removal;
import io.chimera.core.file.SealedFile;
import io.chimera.core.legacy.LegacyImport;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStore.Change;
import io.chimera.core.store.AccountStore.View;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares one account's dialogs with what the cloud has of them, as far back as they should be here, and mends them if
 * that is wanted: here, never there.
 *
 * <p>What is on its way must not be taken for a difference. So one counts only if it is found twice, a moment apart, the
 * second time within one view of the store, which is the change that mends it. Left alone are messages the cloud never
 * had, those something in the outbox is about, those with a doubt, and those an import brought.
 */
public final class CloudCheck {

    /** As long as news takes, many times over. */
    public static final Duration MOMENT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(CloudCheck.class);

    private final AccountId account;
    private final AccountStore store;
    private final FileShelf shelf;
    private final CloudCarrier cloud;
    private final Recollection recollection;
    private final Duration moment;
    private final Clock clock;

    /** @param moment between two looks at a difference */
    public CloudCheck(
            AccountId account,
            AccountStore store,
            FileShelf shelf,
            CloudCarrier cloud,
            Recollection recollection,
            Duration moment,
            Clock clock) {
        this.account = account;
        this.store = store;
        this.shelf = shelf;
        this.cloud = cloud;
        this.recollection = recollection;
        this.moment = moment;
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param only this dialog; all, if empty
     * @param repair whether what is found is mended as well
     */
    public record Order(Optional<DialogId> only, boolean repair) {}

    /**
     * Compares. A dialog of which the cloud does not tell is named in the report, and the others are compared all the
     * same.
     *
     * @param soFar told after each stretch
     * @throws IOException if the cloud cannot be asked at all
     * @throws InterruptedException if told to stop; what was mended stays so
     */
    public CheckReport run(Order order, Consumer<CheckReport> soFar) throws IOException, InterruptedException {
        if (!cloud.online()) throw new IOException("the cloud cannot be reached now");
        var findings = new Findings(order.repair());
        for (var dialog : wanted(order)) {
            try {
                new Walk(dialog, order.repair(), findings, soFar).toItsBeginning();
            } catch (IOException failed) {
                LOG.debug("A dialog cannot be compared now", failed);
                findings.notAsked(dialog, Objects.requireNonNullElse(failed.getMessage(), "the cloud does not tell"));
            }
            soFar.accept(findings.report());
        }
        var report = findings.report();
        LOG.info(
                "Dialogs were compared with the cloud account={} dialogs={} messages={} found={} repaired={}",
                account,
                report.dialogs(),
                report.messages(),
                report.found(),
                report.repair());
        return report;
    }

    private List<DialogId> wanted(Order order) {
        return order.only()
                .map(List::of)
                .orElseGet(() -> store.read(view -> view.dialogs().all().stream()
                        .map(summary -> summary.dialog().id())
                        .toList()));
    }

    /** Goes through one dialog, from its end back. */
    private final class Walk {

        private final DialogId dialog;
        private final boolean repair;
        private final Findings findings;
        private final Consumer<CheckReport> soFar;
        private boolean newsIsHere;

        Walk(DialogId dialog, boolean repair, Findings findings, Consumer<CheckReport> soFar) {
            this.dialog = dialog;
            this.repair = repair;
            this.findings = findings;
            this.soFar = soFar;
        }

        void toItsBeginning() throws IOException, InterruptedException {
            boolean whole = store.read(view -> view.dialogs().isWhole(dialog));
            var historyFrom = store.read(view -> view.dialogs().historyFrom(dialog));
            if (historyFrom.isEmpty() && !whole) return; // nothing of it is here from the cloud
            var from = whole ? Optional.<CloudMessageId>empty() : historyFrom;
            var stretch = compare(Optional.empty(), from);
            while (!stretch.last()) stretch = compare(stretch.from(), from);
            findings.dialog();
        }

        private Stretch compare(Optional<CloudMessageId> before, Optional<CloudMessageId> from)
                throws IOException, InterruptedException {
            var stretch = ask(before, from);
            var suspected = differences(stretch);
            var found = List.<Difference>of();
            if (!suspected.isEmpty()) {
                Thread.sleep(moment);
                stretch = ask(before, from);
                found = repair ? mended(stretch, suspected) : confirmed(stretch, suspected);
            }
            findings.stretch(dialog, stretch.there().size(), found);
            soFar.accept(findings.report());
            newsIsHere = holdsNews(stretch);
            return stretch;
        }

        private Stretch ask(Optional<CloudMessageId> before, Optional<CloudMessageId> from)
                throws IOException, InterruptedException {
            var stretch = Stretch.of(dialog, before, cloud.before(dialog, before, Stretch.SIZE), from);
            return store.read(stretch::bounded);
        }

        private boolean holdsNews(Stretch stretch) {
            return newsIsHere || store.read(view -> stretch.here(view).stream().anyMatch(message -> !message.mine()));
        }

        private List<Difference> differences(Stretch stretch) {
            return store.read(view -> differences(view, stretch));
        }

        private List<Difference> confirmed(Stretch stretch, List<Difference> suspected) {
            return store.read(view -> both(suspected, differences(view, stretch)));
        }

        private List<Difference> mended(Stretch stretch, List<Difference> suspected) {
            var unwanted = new ArrayList<SealedFile>();
            var found = store.change(change -> {
                unwanted.clear();
                var both = both(suspected, differences(change, stretch));
                inOrder(change, dialog, both).forEach(difference -> mend(change, dialog, difference, unwanted));
                if (!both.isEmpty()) change.record(new DialogChanged(account, clock.instant(), dialog));
                return both;
            });
            Removal.of(unwanted, shelf);
            return found;
        }

        private List<Difference> differences(View view, Stretch stretch) {
            if (view.dialogs().find(dialog).isEmpty()) return List.of(); // it vanished meanwhile
            var busy = busy(view, dialog);
            return Comparison.between(stretch.there(), stretch.here(view), newsIsHere).stream()
                    .filter(difference -> !isLeftAlone(view, difference, busy))
                    .toList();
        }

        private boolean isLeftAlone(View view, Difference difference, Set<MessageId> busy) {
            return switch (difference) {
                case Difference.Missing(var there) -> Recollection.isSpokenFor(view, dialog, there);
                case Difference.Deleted(var message) -> isSpokenFor(view, message, busy);
                case Difference.Reworded(var message, var here, var there) -> isSpokenFor(view, message, busy);
                case Difference.Seen(var message, var mine) -> isSpokenFor(view, message, busy);
            };
        }
    }

    private static List<Difference> both(List<Difference> suspected, List<Difference> again) {
        return again.stream().filter(Set.copyOf(suspected)::contains).toList();
    }

    private static boolean isSpokenFor(View view, MessageId message, Set<MessageId> busy) {
        return busy.contains(message) || view.doubts().of(message).isPresent() || LegacyImport.hasBrought(message);
    }

    /** Messages about which something waits to be told. */
    private static Set<MessageId> busy(View view, DialogId dialog) {
        return view.outbox().of(dialog, Integer.MAX_VALUE).stream()
                .flatMap(CloudCheck::about)
                .collect(Collectors.toSet());
    }

    private static Stream<MessageId> about(Dispatch waiting) {
        return switch (waiting.parcel().cargo()) {
            case Cargo.Text _, Cargo.File _ -> Stream.of(waiting.parcel().id());
            case Cargo.Edit(var target, var words) -> Stream.of(target.id());
            case Cargo.Deletion(var target) -> Stream.of(target.id());
            case Cargo.Seen _ -> Stream.empty();
        };
    }

    /**
     * What is missing is put before what is later, so the latest goes first; but of what is missing at the end of the
     * dialog, the earliest.
     */
    private static List<Difference> inOrder(View view, DialogId dialog, List<Difference> differences) {
        var last = view.dialogs().inCloud(dialog, Optional.empty(), 1).stream()
                .flatMap(message -> message.cloudId().stream())
                .mapToLong(CloudMessageId::value)
                .max()
                .orElse(Long.MIN_VALUE);
        var ordered = new ArrayList<>(differences);
        long atTheEnd = differences.stream()
                .takeWhile(one -> one instanceof Difference.Missing(var there)
                        && there.id().value() > last)
                .count();
        Collections.reverse(ordered.subList(0, Math.toIntExact(atTheEnd)));
        return ordered;
    }

    private void mend(Change change, DialogId dialog, Difference difference, List<SealedFile> unwanted) {
        switch (difference) {
            case Difference.Missing(var there) -> recollection.restore(change, dialog, there);
            case Difference.Deleted(var id) -> {
                var body = change.dialogs().message(id).map(Message::body);
                if (body.isPresent() && body.get() instanceof Body.File(var file)) unwanted.add(file.content());
                change.dialogs().erase(id);
            }
            case Difference.Reworded(var id, var here, var there) ->
                change.dialogs().edit(id, there);
            case Difference.Seen(var id, var mine) -> {
                if (mine) change.dialogs().seenByThem(dialog, id);
                else change.dialogs().seen(dialog, id);
            }
        }
    }
}

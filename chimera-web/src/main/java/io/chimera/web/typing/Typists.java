package io.chimera.web.typing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.MessageArrived;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.SomebodyTypes;
import io.chimera.web.sign.OpenAccounts;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Who else is writing at this moment, as far as this computer was told. Safe for use by many threads. */
@Component
public class Typists {

    private final OpenAccounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Map<Typist, Instant> until = new LinkedHashMap<>();

    Typists(OpenAccounts accounts, ApplicationEventPublisher events, Clock clock) {
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    private record Typist(AccountId account, DialogId dialog, Author author) {}

    /**
     * Who writes to one account.
     *
     * @param authors in each dialog where somebody does, the one that began first first
     * @param until when that is no longer true of one of them, if nothing else is said; empty when nobody writes
     */
    public record Now(Map<DialogId, List<Author>> authors, Optional<Instant> until) {}

    /** Who writes to an account now. */
    public synchronized Now now(AccountId account) {
        forgetThoseWhoStopped();
        var here = until.keySet().stream()
                .filter(typist -> typist.account().equals(account))
                .toList();
        return new Now(
                here.stream().collect(groupingBy(Typist::dialog, mapping(Typist::author, toList()))),
                here.stream().map(until::get).min(Comparator.naturalOrder()));
    }

    @EventListener
    void on(SomebodyTypes news) {
        var typist = new Typist(news.account(), news.dialog(), news.author());
        if (news.on() ? begins(typist) : ends(typist)) events.publishEvent(new TypistsChanged(news.account()));
    }

    /** Who has sent what they wrote writes no longer. */
    @EventListener
    void on(MessageArrived news) {
        if (!writesIn(news.account(), news.dialog())) return;
        accounts.alreadyOpen(news.account())
                .flatMap(me -> me.read(view -> view.dialogs().message(news.message())))
                .map(Message::author)
                .filter(author -> ends(new Typist(news.account(), news.dialog(), author)))
                .ifPresent(_ -> events.publishEvent(new TypistsChanged(news.account())));
    }

    private synchronized boolean begins(Typist typist) {
        forgetThoseWhoStopped();
        return until.put(typist, clock.instant().plus(SomebodyTypes.LASTS)) == null;
    }

    private synchronized boolean ends(Typist typist) {
        return until.remove(typist) != null;
    }

    private synchronized boolean writesIn(AccountId account, DialogId dialog) {
        return until.keySet().stream()
                .anyMatch(typist ->
                        typist.account().equals(account) && typist.dialog().equals(dialog));
    }

    private void forgetThoseWhoStopped() {
        var now = clock.instant();
        until.values().removeIf(end -> !end.isAfter(now));
    }
}

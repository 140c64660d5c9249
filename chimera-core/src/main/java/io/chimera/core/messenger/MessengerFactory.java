package io.chimera.core.messenger;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.AcceptancePolicy;
import io.chimera.core.arrival.FetchPolicy;
import io.chimera.core.arrival.Recollection;
import io.chimera.core.arrival.StoredArrivals;
import io.chimera.core.arrival.StoredTwins;
import io.chimera.core.check.CloudCheck;
import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.delivery.CloudCarriers;
import io.chimera.core.delivery.Courier;
import io.chimera.core.delivery.LanCarriers;
import io.chimera.core.delivery.Settlement;
import io.chimera.core.event.Events;
import io.chimera.core.fetch.Fetching;
import io.chimera.core.file.FileShelf;
import io.chimera.core.history.FillBudget;
import io.chimera.core.history.HistoryFill;
import io.chimera.core.history.OlderMessages;
import io.chimera.core.identity.Credentials;
import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.core.route.RoutingPolicy;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStores;
import io.chimera.core.transfer.Transfers;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Function;

/** Puts one account's object graph together. Nothing in it is shared with another account but the neighbourhood. */
public final class MessengerFactory {

    private final Outside outside;
    private final Rules rules;
    private final Events events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public MessengerFactory(Outside outside, Rules rules, Events events, Clock clock) {
        this.outside = outside;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    Messenger make(AccountId account) {
        var store = outside.stores().open(account);
        var shelf = outside.stores().shelf(account);
        var arrivals = new StoredArrivals(account, store, shelf, rules.acceptance(), rules.fetch(), random, clock);
        var twins = new StoredTwins(account, store, shelf, rules.fetch(), random, clock);
        var transfers = new Transfers(account, events, clock);
        var credentials = outside.credentials().apply(account);
        var acquaintances = new StoredAcquaintances(account, store, clock);
        var lan = outside.lans().open(account, credentials, acquaintances, arrivals, twins, transfers);
        var cloud = outside.clouds().open(account, arrivals, transfers);
        var courier = new Courier(
                store,
                rules.routing(),
                outside.neighbourhood()::find,
                lan,
                cloud,
                new Settlement(account, clock),
                clock);
        var fetching = new Fetching(account, store, shelf, cloud, transfers, clock);
        return new Messenger(
                account,
                store,
                shelf,
                new Lines(lan, cloud, courier, fetching, past(account, store, shelf, cloud), transfers),
                new Correspondence(account, store, random, clock),
                new Trust(account, store, credentials, lan::lookAgain, clock),
                clock);
    }

    private Lines.Past past(AccountId account, AccountStore store, FileShelf shelf, CloudCarrier cloud) {
        var recollection = new Recollection(account, store, rules.fetch(), random, clock);
        var older = new OlderMessages(store, cloud, recollection);
        var fill = new HistoryFill(account, store, cloud, older, rules.fill(), clock);
        var check = new CloudCheck(account, store, shelf, cloud, recollection, CloudCheck.MOMENT, clock);
        return new Lines.Past(older, fill, check);
    }

    /** The ports an account is connected to. */
    public record Outside(
            AccountStores stores,
            LanCarriers lans,
            CloudCarriers clouds,
            Function<AccountId, Credentials> credentials,
            Neighbourhood neighbourhood) {}

    /** What decides. */
    public record Rules(RoutingPolicy routing, AcceptancePolicy acceptance, FetchPolicy fetch, FillBudget fill) {}
}

package io.chimera.web.testing;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.account.Accounts;
import io.chimera.core.arrival.AcceptancePolicy;
import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.FetchPolicy;
import io.chimera.core.arrival.Origin;
import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.delivery.FolderShelf;
import io.chimera.core.delivery.ScriptedCloudCarrier;
import io.chimera.core.delivery.ScriptedLanCarrier;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.event.Events;
import io.chimera.core.file.DistantFile;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.SharedFile;
import io.chimera.core.history.FillBudget;
import io.chimera.core.identity.Credential;
import io.chimera.core.identity.Credentials;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.PeerIdentity;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.messenger.MessengerFactory;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.neighbour.Announcement;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.core.route.Patience;
import io.chimera.core.route.RoutingPolicy;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStores;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.transfer.Transfers;
import io.chimera.core.trust.Acquaintances;
import io.chimera.core.twin.Twins;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The accounts of one computer, and the strings to pull: who is near, what comes in, what the cloud says. */
public final class House implements Accounts {

    private final Path folder;
    private final Events events;
    private final Clock clock;
    private final Neighbourhood neighbourhood;
    private final SecureRandom random = new SecureRandom();
    private final List<Account> accounts = new CopyOnWriteArrayList<>();
    private final Map<AccountId, Credential> certified = new ConcurrentHashMap<>();
    private final Map<AccountId, Inside> insides = new ConcurrentHashMap<>();
    private final Map<AccountId, InMemoryAccountStore> stores = new ConcurrentHashMap<>();
    private final Map<AccountId, FolderShelf> shelves = new ConcurrentHashMap<>();

    public House(Path folder, Events events, Clock clock, Neighbourhood neighbourhood) {
        this.folder = folder;
        this.events = events;
        this.clock = clock;
        this.neighbourhood = neighbourhood;
    }

    /** What an open account is connected to. */
    public record Inside(
            Arrivals arrivals,
            Acquaintances acquaintances,
            Transfers transfers,
            ScriptedLanCarrier lan,
            Optional<ScriptedCloudCarrier> cloud) {}

    public Messengers messengers() {
        var outside =
                new MessengerFactory.Outside(new Stores(), this::lan, this::cloud, this::credentials, neighbourhood);
        var rules = new MessengerFactory.Rules(
                RoutingPolicy.lanFirst(Patience.usual()),
                new AcceptancePolicy(Long.MAX_VALUE, true),
                FetchPolicy.usual(),
                FillBudget.none());
        return new Messengers(new MessengerFactory(outside, rules, events, clock), events, clock);
    }

    /** What an account proves itself with, once {@link #certify} was said. */
    private Credentials credentials(AccountId account) {
        return () -> Optional.ofNullable(certified.get(account));
    }

    /** The account has a certificate from now on. */
    public Credential certify(AccountId account) {
        return certified.computeIfAbsent(account, TestCertificate::of);
    }

    /** The account has none any more. */
    public void uncertify(AccountId account) {
        certified.remove(account);
    }

    /** Somebody proves themselves to an account with a key. */
    public void proves(AccountId to, ContactId who, KeyFingerprint key) {
        of(to).acquaintances().met(new PeerIdentity(who, key, clock.instant().plusSeconds(3600)));
    }

    private ScriptedLanCarrier lan(
            AccountId account,
            Object credentials,
            Acquaintances acquaintances,
            Arrivals arrivals,
            Twins unasked,
            Transfers transfers) {
        var lan = new ScriptedLanCarrier(account.asContact(), transfers, clock);
        insides.put(account, new Inside(arrivals, acquaintances, transfers, lan, Optional.empty()));
        return lan;
    }

    private ScriptedCloudCarrier cloud(AccountId account, Arrivals arrivals, Transfers transfers) {
        var cloud = new ScriptedCloudCarrier(account, arrivals, transfers, events, clock);
        accounts.stream().filter(other -> other.phone().isPresent()).forEach(other -> cloud.knows(asContact(other)));
        insides.computeIfPresent(
                account,
                (_, inside) -> new Inside(
                        inside.arrivals(),
                        inside.acquaintances(),
                        inside.transfers(),
                        inside.lan(),
                        Optional.of(cloud)));
        return cloud;
    }

    private static Contact asContact(Account account) {
        return new Contact(account.id().asContact(), account.name(), account.phone());
    }

    public Inside of(AccountId account) {
        return insides.get(account);
    }

    public ScriptedCloudCarrier cloudOf(AccountId account) {
        return of(account).cloud().orElseThrow();
    }

    public FolderShelf shelfOf(AccountId account) {
        return shelves.computeIfAbsent(account, id -> new FolderShelf(folderOf(id)));
    }

    /** Where its files lie. */
    public Path folderOf(AccountId account) {
        return folder.resolve("shelf-" + account);
    }

    public InMemoryAccountStore storeOf(AccountId account) {
        return stores.computeIfAbsent(account, id -> new InMemoryAccountStore(id, events));
    }

    /** An account has somebody among its contacts, and a dialog with them. */
    public void knows(AccountId account, Contact contact) {
        storeOf(account).alter(change -> {
            change.contacts().save(contact);
            change.dialogs().save(new Dialog.Direct(contact.id(), contact.name()));
        });
    }

    /** Somebody wrote to an account, through the cloud. */
    public void writes(AccountId to, ContactId from, Instant at, Body body) {
        var cloud = cloudOf(to);
        var dialog = DialogId.with(from);
        cloud.brings(
                new Arrival.NewMessage(new Origin.Cloud(cloud.idFor(dialog)), dialog, new Author.Them(from), at, body));
    }

    /** Somebody sent an account a file, which the cloud has. */
    public MessageId sends(AccountId to, DialogId dialog, ContactId from, SharedFile file) {
        var cloud = cloudOf(to);
        var id = cloud.idFor(dialog);
        var distant =
                new DistantFile(file.name(), file.mediaType(), file.content().size());
        cloud.has(id, Optional.of(file));
        cloud.brings(new Arrival.NewMessage(
                new Origin.Cloud(id),
                dialog,
                new Author.Them(from),
                clock.instant(),
                new Body.Distant(distant, false)));
        return storeOf(to)
                .read(view -> view.dialogs().message(dialog, id))
                .orElseThrow()
                .id();
    }

    /** Somebody wrote to an account, straight from their computer. */
    public MessageId writesNearby(AccountId to, ContactId from, Instant at, Body body) {
        var id = MessageId.next(clock, random);
        of(to).arrivals()
                .arrived(new Arrival.NewMessage(
                        new Origin.Lan(id), DialogId.with(from), new Author.Them(from), at, body));
        return id;
    }

    /** Somebody wrote to an account through the cloud, in a group. */
    public void writesInGroup(AccountId to, DialogId group, ContactId from, Instant at, String words) {
        var cloud = cloudOf(to);
        cloud.brings(new Arrival.NewMessage(
                new Origin.Cloud(cloud.idFor(group)), group, new Author.Them(from), at, new Body.Text(words)));
    }

    /** Somebody announces themselves, and, if they are who they say, proves it. */
    public InetSocketAddress comes(ContactId who, int host, boolean proves) {
        var address = new InetSocketAddress("192.168.1." + host, 50_052);
        neighbourhood.heard(new Announcement(who, address, Dialect.V2, Optional.empty()));
        if (proves) neighbourhood.proven(who, address);
        return address;
    }

    public void goes(ContactId who, int host) {
        neighbourhood.left(who, new InetSocketAddress("192.168.1." + host, 50_052));
    }

    /** What one account sends straight to another arrives there. */
    public void areNear(Messenger one, Messenger other, int host) {
        var address = comes(other.account().asContact(), host, true);
        of(one.account())
                .lan()
                .lives(other.account().asContact(), address, of(other.account()).arrivals());
    }

    @Override
    public List<Account> all() {
        return List.copyOf(accounts);
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return accounts.stream().filter(account -> account.id().equals(id)).findFirst();
    }

    @Override
    public void save(Account account) {
        accounts.removeIf(known -> known.id().equals(account.id()));
        accounts.add(account);
    }

    /** Nobody knows of the account any more. */
    public void forget(AccountId id) {
        accounts.removeIf(known -> known.id().equals(id));
    }

    private final class Stores implements AccountStores {

        @Override
        public AccountStore open(AccountId account) {
            return storeOf(account);
        }

        @Override
        public FileShelf shelf(AccountId account) {
            return shelfOf(account);
        }

        @Override
        public void forget(AccountId account) {
            stores.remove(account);
        }
    }
}

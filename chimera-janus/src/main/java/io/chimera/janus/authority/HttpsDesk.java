package io.chimera.janus.authority;

import io.chimera.core.disk.TooOpen;
import io.chimera.core.janus.HttpsRefused;
import io.chimera.core.janus.HttpsRefused.Refusal;
import io.chimera.core.janus.HttpsSites;
import io.chimera.core.janus.OptIns;
import io.chimera.core.janus.OptIns.OptIn;
import io.chimera.core.janus.OptIns.Will;
import io.chimera.janus.authority.AuthorityFiles.Kept;
import io.chimera.janus.proxy.Interception;
import io.chimera.janus.site.Host;
import io.chimera.janus.site.Site;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what is looked into, and makes the certificates. Changes are one at a time; questions of the proxy look at the last
 * picture of it and never wait.
 */
final class HttpsDesk implements HttpsSites, Interception {

    private static final Logger log = LoggerFactory.getLogger(HttpsDesk.class);

    /** So long before its end a certificate may be made anew. */
    private static final Duration ENDS_SOON = Duration.ofDays(60);

    private final OptIns optIns;
    private final AuthorityFiles files;
    private final Roots roots;
    private final Choosing choosing;
    private final Clock clock;

    private final Set<String> forNow = new HashSet<>();
    private Optional<Kept> kept = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private @Nullable KeyPair leafKey;
    private volatile Picture picture = Picture.NOTHING;

    HttpsDesk(OptIns optIns, AuthorityFiles files, Roots roots, Choosing choosing, Clock clock) {
        this.optIns = optIns;
        this.files = files;
        this.roots = roots;
        this.choosing = choosing;
        this.clock = clock;
    }

    /**
     * What the proxy asks.
     *
     * @param sites that are wanted, and that the certificate may speak for
     * @param leaves empty where no certificate counts
     */
    private record Picture(Set<String> sites, Set<String> never, Instant from, Instant until, Optional<Leaves> leaves) {

        private static final Picture NOTHING =
                new Picture(Set.of(), Set.of(), Instant.MAX, Instant.MIN, Optional.empty());

        boolean counts(Instant now) {
            return leaves.isPresent() && !now.isBefore(from) && now.isBefore(until);
        }
    }

    /** Reads what is there, and warms up what the first page would otherwise wait for. */
    synchronized void start() {
        read();
        trouble.ifPresent(why -> log.warn("{} Everything else works.", why));
        if (kept.isPresent()
                && kept.get().given().isPresent()
                && endsSoon(kept.get().newest())) reissueNearTheEnd();
        paint();
        var leaves = picture.leaves();
        if (leaves.isPresent()) Thread.ofVirtual().name("janus-warm").start(() -> warm(leaves.get()));
        int count = picture.sites().size();
        if (count > 0) log.info("HTTPS of {} sites is looked into, because somebody here chose them", count);
    }

    private void reissueNearTheEnd() {
        try {
            issue();
            log.info("The certificate of the identity proxy ends soon. A new one was made: Janus, HTTPS");
        } catch (HttpsRefused refused) {
            log.debug("no new certificate: {}", refused.what());
        }
    }

    private void warm(Leaves leaves) {
        try {
            var _ = leaves.of("warm.invalid", clock.instant());
        } catch (GeneralSecurityException failed) {
            log.debug("not warm: {}", failed.toString());
        }
    }

    private void read() {
        try {
            kept = files.read();
            trouble = Optional.empty();
        } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
            kept = Optional.empty();
            trouble = Optional.of(sentence(unusable));
        }
    }

    private String sentence(Exception unusable) {
        return "The key of the HTTPS certificate cannot be used, so no HTTPS is looked into: " + reason(unusable)
                + ". Mend what is in " + files.folder()
                + ", or delete certificate and key (Janus, HTTPS) and begin anew.";
    }

    private static String reason(Exception unusable) {
        return switch (unusable) {
            case TooOpen open -> String.valueOf(open.getMessage());
            case GeneralSecurityException broken -> String.valueOf(broken.getMessage());
            case AccessDeniedException denied -> denied.getFile() + " belongs to somebody else";
            default -> "it cannot be read (" + unusable.getMessage() + ")";
        };
    }

    /** What was wrong may have been mended meanwhile. */
    private void readAgainIfTroubled() {
        if (trouble.isEmpty()) return;
        read();
        if (trouble.isEmpty()) paint();
    }

    private void paint() {
        var all = optIns.all();
        var given = kept.flatMap(Kept::given);
        picture = new Picture(
                wanted(all).stream()
                        .filter(site -> given.isPresent() && facts(given.get()).covers(site))
                        .collect(Collectors.toUnmodifiableSet()),
                named(all, Will.NEVER),
                given.map(root -> root.getNotBefore().toInstant()).orElse(Instant.MAX),
                given.map(root -> root.getNotAfter().toInstant()).orElse(Instant.MIN),
                given.flatMap(this::leaves));
    }

    private Optional<Leaves> leaves(X509Certificate root) {
        try {
            if (leafKey == null) leafKey = roots.key();
            return Optional.of(new Leaves(roots, root, kept.orElseThrow().key().getPrivate(), leafKey));
        } catch (GeneralSecurityException failed) {
            log.warn("No key can be made, so no HTTPS is looked into: {}", failed.toString());
            return Optional.empty();
        }
    }

    private Set<String> wanted(List<OptIn> all) {
        var wanted = new TreeSet<>(named(all, Will.ON));
        wanted.addAll(forNow);
        return wanted;
    }

    private static Set<String> named(List<OptIn> all, Will will) {
        return all.stream().filter(one -> one.will() == will).map(OptIn::host).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean looksInto(Host host) {
        var now = picture;
        return !now.sites().isEmpty()
                && !host.isAddress()
                && now.counts(clock.instant())
                && Names.upwards(host.name()).noneMatch(now.never()::contains)
                && Names.upwards(host.name())
                        .anyMatch(name -> now.sites().contains(name) && choosing.isOf(new Host(host.name(), 0), name))
                && !choosing.isSpared(host);
    }

    @Override
    public Optional<Credentials> credentials(Host host) {
        var leaves = picture.leaves();
        if (leaves.isEmpty() || !looksInto(host)) return Optional.empty();
        try {
            return Optional.of(leaves.get().of(host.name(), clock.instant()));
        } catch (GeneralSecurityException failed) {
            log.warn("No certificate could be made for a host, so its HTTPS is not looked into: {}", failed.toString());
            return Optional.empty();
        }
    }

    @Override
    public Set<Site> sites() {
        var now = picture;
        if (!now.counts(clock.instant())) return Set.of();
        return now.sites().stream().map(Site::new).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public synchronized State state() {
        readAgainIfTroubled();
        var all = optIns.all();
        var listed = new TreeSet<>(named(all, Will.ON));
        listed.addAll(named(all, Will.OFF));
        listed.addAll(forNow);
        var on = named(all, Will.ON);
        var now = picture;
        var sites = listed.stream()
                .map(site -> new Chosen(site, on.contains(site), forNow.contains(site), reach(site, on, now)))
                .toList();
        return new State(
                kept.map(Kept::newest).map(HttpsDesk::facts),
                kept.flatMap(Kept::given).map(HttpsDesk::facts),
                sites,
                named(all, Will.NEVER).stream().sorted().toList(),
                trouble);
    }

    private Reach reach(String site, Set<String> on, Picture now) {
        if (now.sites().contains(site) && now.counts(clock.instant())) return Reach.LOOKED_INTO;
        return on.contains(site) || forNow.contains(site) ? Reach.WAITS : Reach.OFF;
    }

    @Override
    public synchronized String add(String typed, boolean forNowOnly) throws HttpsRefused {
        var site = choosing.site(typed);
        if (find(site).filter(one -> one.will() == Will.NEVER).isPresent())
            throw new HttpsRefused(
                    Refusal.NEVER,
                    "Somebody here said that «" + site
                            + "» is never looked into. Remove that first, if it is no more so.");
        if (!forNowOnly) {
            put(site, Will.ON);
            forNow.remove(site);
        } else {
            if (forNow.size() >= OptIns.MOST && !forNow.contains(site)) throw noRoom();
            forNow.add(site);
        }
        paint();
        return site;
    }

    @Override
    public synchronized void change(String site, boolean on) throws HttpsRefused {
        var listed = find(site).filter(one -> one.will() != Will.NEVER).isPresent();
        if (!listed && !forNow.contains(site)) throw notListed(site);
        if (on) put(site, Will.ON);
        else if (listed) put(site, Will.OFF);
        forNow.remove(site);
        paint();
    }

    @Override
    public synchronized void remove(String host) throws HttpsRefused {
        boolean was = forNow.remove(host);
        if (find(host).isEmpty() && !was) throw notListed(host);
        optIns.remove(host);
        paint();
    }

    @Override
    public synchronized String never(String typed) throws HttpsRefused {
        var host = choosing.host(typed).name();
        put(host, Will.NEVER);
        forNow.remove(host);
        paint();
        return host;
    }

    private void put(String host, Will will) throws HttpsRefused {
        if (find(host).filter(one -> one.will() == will).isPresent()) return;
        if (!optIns.put(new OptIn(host, will, Instant.ofEpochMilli(clock.millis())))) throw noRoom();
    }

    private Optional<OptIn> find(String host) {
        return optIns.all().stream().filter(one -> one.host().equals(host)).findFirst();
    }

    private static HttpsRefused noRoom() {
        return new HttpsRefused(
                Refusal.NO_ROOM,
                "There are " + OptIns.MOST + " sites and hosts in the list, and no more fit. Remove one.");
    }

    private static HttpsRefused notListed(String host) {
        return new HttpsRefused(Refusal.NOT_LISTED, "«" + host + "» is not in the list. Add it first.");
    }

    @Override
    public synchronized Root issue() throws HttpsRefused {
        readAgainIfTroubled();
        requireNoTrouble();
        var wanted = wanted(optIns.all());
        if (kept.isPresent() && serves(kept.get().newest(), wanted))
            return facts(kept.get().newest());
        if (wanted.isEmpty())
            throw new HttpsRefused(
                    Refusal.NO_CERTIFICATE,
                    "A certificate is made for the sites that are switched on, and there is none. Add one first.");
        try {
            var key = kept.isPresent() ? kept.get().key() : roots.key();
            var name = kept.isPresent() ? kept.get().newest().getSubjectX500Principal() : roots.name();
            var root = roots.root(name, key, wanted, clock.instant());
            files.write(key, root);
            kept = Optional.of(new Kept(key, root, kept.flatMap(Kept::given)));
            paint();
            return facts(root);
        } catch (IOException | GeneralSecurityException failed) {
            throw notWritten(failed);
        }
    }

    private boolean serves(X509Certificate newest, Set<String> wanted) {
        var facts = facts(newest);
        return !endsSoon(newest) && wanted.stream().allMatch(facts::covers);
    }

    private boolean endsSoon(X509Certificate root) {
        return clock.instant().plus(ENDS_SOON).isAfter(root.getNotAfter().toInstant());
    }

    @Override
    public synchronized void given() throws HttpsRefused {
        readAgainIfTroubled();
        requireNoTrouble();
        if (kept.isEmpty())
            throw new HttpsRefused(Refusal.NO_CERTIFICATE, "There is no certificate yet. Add a site and make one.");
        try {
            var there = kept.get();
            files.writeGiven(there.newest());
            kept = Optional.of(new Kept(there.key(), there.newest(), Optional.of(there.newest())));
            paint();
            log.info(
                    "HTTPS of {} sites is looked into from now on",
                    picture.sites().size());
        } catch (IOException | GeneralSecurityException failed) {
            throw notWritten(failed);
        }
    }

    @Override
    public synchronized void delete() throws HttpsRefused {
        try {
            files.delete();
        } catch (IOException failed) {
            throw new HttpsRefused(
                    Refusal.NO_KEY,
                    "The key could not be deleted: " + failed.getMessage() + ". Delete " + files.folder()
                            + " yourself.");
        }
        kept = Optional.empty();
        trouble = Optional.empty();
        forNow.clear();
        for (var one : optIns.all()) {
            if (one.will() == Will.ON) put(one.host(), Will.OFF);
        }
        paint();
        log.info("The certificate of the identity proxy and its key were deleted. No HTTPS is looked into");
    }

    private void requireNoTrouble() throws HttpsRefused {
        if (trouble.isPresent()) throw new HttpsRefused(Refusal.NO_KEY, trouble.get());
    }

    private HttpsRefused notWritten(Exception failed) {
        return new HttpsRefused(
                Refusal.NO_KEY,
                "It could not be written to " + files.folder() + ": " + failed.getMessage() + ". Nothing has changed.");
    }

    private static Root facts(X509Certificate root) {
        try {
            var fingerprint = MessageDigest.getInstance("SHA-256").digest(root.getEncoded());
            return new Root(
                    root.getSubjectX500Principal().getName().substring("CN=".length()),
                    HexFormat.ofDelimiter(":").withUpperCase().formatHex(fingerprint),
                    root.getNotBefore().toInstant(),
                    root.getNotAfter().toInstant(),
                    Roots.sites(root),
                    Pem.of(Pem.CERTIFICATE, root.getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // it was read before
        }
    }
}

package io.chimera.core.janus;

import io.chimera.core.janus.HttpsRefused.Refusal;
import io.chimera.core.janus.OptIns.OptIn;
import io.chimera.core.janus.OptIns.Will;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Chooses sites as the real one does, with certificates that nobody could use. */
public final class ScriptedHttpsSites implements HttpsSites {

    private final ScriptedOptIns optIns = new ScriptedOptIns();
    private final Set<String> forNow = new TreeSet<>();
    private final Clock clock;
    private Optional<Root> newest = Optional.empty();
    private Optional<Root> counts = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private int made;

    public ScriptedHttpsSites(Clock clock) {
        this.clock = clock;
    }

    /** From now on the key cannot be used; or, if it is empty, again. */
    public synchronized void trouble(String why) {
        trouble = Optional.of(why).filter(words -> !words.isEmpty());
    }

    /** As on the first day. */
    public synchronized void forget() {
        optIns.all().forEach(one -> optIns.remove(one.host()));
        forNow.clear();
        newest = Optional.empty();
        counts = Optional.empty();
        trouble = Optional.empty();
    }

    private Set<String> named(Will will) {
        return optIns.all().stream()
                .filter(one -> one.will() == will)
                .map(OptIn::host)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public synchronized State state() {
        var on = named(Will.ON);
        var all = new TreeSet<>(on);
        all.addAll(named(Will.OFF));
        all.addAll(forNow);
        return new State(
                newest,
                counts,
                all.stream()
                        .map(site -> new Chosen(site, on.contains(site), forNow.contains(site), reach(site, on)))
                        .toList(),
                List.copyOf(named(Will.NEVER)),
                trouble);
    }

    private Reach reach(String site, Set<String> on) {
        if (!on.contains(site) && !forNow.contains(site)) return Reach.OFF;
        boolean works =
                trouble.isEmpty() && counts.filter(root -> root.covers(site)).isPresent();
        return works ? Reach.LOOKED_INTO : Reach.WAITS;
    }

    private static String host(String typed) throws HttpsRefused {
        var host = typed.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^[a-z]+://", "")
                .replaceFirst("[/:?#].*$", "");
        if (!host.matches("([a-z0-9-]+\\.)+[a-z][a-z0-9-]*"))
            throw new HttpsRefused(Refusal.NO_SITE, "«" + host + "» is no site. Type a name, such as example.com.");
        return host;
    }

    @Override
    public synchronized String add(String typed, boolean forNowOnly) throws HttpsRefused {
        var site = host(typed);
        if (site.equals("windowsupdate.com"))
            throw new HttpsRefused(Refusal.SPARED, "«" + site + "» is never looked into. Nothing can change that.");
        if (Set.of("co.uk", "com.br").contains(site))
            throw new HttpsRefused(Refusal.PUBLIC_SUFFIX, "Below «" + site + "» anybody can have a site.");
        if (site.startsWith("www."))
            throw new HttpsRefused(
                    Refusal.PART_OF_A_SITE, "«" + site + "» is a part of a site. Add " + site.substring(4) + ".");
        if (named(Will.NEVER).contains(site))
            throw new HttpsRefused(Refusal.NEVER, "«" + site + "» is never looked into. Remove that first.");
        if (forNowOnly) {
            forNow.add(site);
        } else {
            put(site, Will.ON);
            forNow.remove(site);
        }
        return site;
    }

    private void put(String host, Will will) throws HttpsRefused {
        if (!optIns.put(new OptIn(host, will, clock.instant())))
            throw new HttpsRefused(Refusal.NO_ROOM, "The list is full. Remove one.");
    }

    @Override
    public synchronized void change(String site, boolean on) throws HttpsRefused {
        var listed = named(Will.ON).contains(site) || named(Will.OFF).contains(site);
        if (!listed && !forNow.contains(site)) throw notListed(site);
        if (on) put(site, Will.ON);
        else if (listed) put(site, Will.OFF);
        forNow.remove(site);
    }

    private static HttpsRefused notListed(String host) {
        return new HttpsRefused(Refusal.NOT_LISTED, "«" + host + "» is not in the list. Add it first.");
    }

    @Override
    public synchronized void remove(String host) throws HttpsRefused {
        boolean was = forNow.remove(host);
        if (optIns.all().stream().noneMatch(one -> one.host().equals(host)) && !was) throw notListed(host);
        optIns.remove(host);
    }

    @Override
    public synchronized String never(String typed) throws HttpsRefused {
        var host = host(typed);
        put(host, Will.NEVER);
        forNow.remove(host);
        return host;
    }

    @Override
    public synchronized Root issue() throws HttpsRefused {
        requireKey();
        var wanted = named(Will.ON);
        wanted.addAll(forNow);
        if (newest.isPresent() && wanted.stream().allMatch(newest.get()::covers)) return newest.get();
        if (wanted.isEmpty()) throw new HttpsRefused(Refusal.NO_CERTIFICATE, "There is no site. Add one first.");
        made++;
        var root = new Root(
                "Chimera Janus 5c0ffee5",
                String.format(Locale.ROOT, "%02X", made) + ":A7".repeat(31),
                clock.instant(),
                clock.instant().plus(Duration.ofDays(730)),
                List.copyOf(wanted),
                "-----BEGIN CERTIFICATE-----\nAAA" + made + "\n-----END CERTIFICATE-----\n");
        newest = Optional.of(root);
        return root;
    }

    @Override
    public synchronized void given() throws HttpsRefused {
        requireKey();
        if (newest.isEmpty())
            throw new HttpsRefused(Refusal.NO_CERTIFICATE, "There is no certificate yet. Add a site and make one.");
        counts = newest;
    }

    private void requireKey() throws HttpsRefused {
        if (trouble.isPresent()) throw new HttpsRefused(Refusal.NO_KEY, trouble.get());
    }

    @Override
    public synchronized void delete() throws HttpsRefused {
        for (var site : named(Will.ON)) put(site, Will.OFF);
        forNow.clear();
        newest = Optional.empty();
        counts = Optional.empty();
        trouble = Optional.empty();
    }
}

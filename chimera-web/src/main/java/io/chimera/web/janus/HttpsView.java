package io.chimera.web.janus;

import io.chimera.core.janus.HttpsSites.Chosen;
import io.chimera.core.janus.HttpsSites.Reach;
import io.chimera.core.janus.HttpsSites.Root;
import io.chimera.core.janus.HttpsSites.State;
import io.chimera.web.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of which sites HTTPS is looked into.
 *
 * @param trouble why the key cannot be used; empty if it can
 * @param waiting the sites that wait for a certificate, as a list of words; empty if none does
 * @param root the newest certificate, if there is one
 * @param wantsCertificate whether a new one has to be made
 * @param wantsGiving whether the browsers are to be given the newest
 * @param step which of the three steps comes next; 4 when all are done
 */
record HttpsView(
        String trouble,
        List<SiteView> sites,
        List<String> never,
        String waiting,
        @Nullable RootView root,
        boolean wantsCertificate,
        boolean wantsGiving,
        int step) {

    static HttpsView of(State state, Instant now, Words words) {
        var sites = state.sites().stream().map(site -> SiteView.of(site, words)).toList();
        var waiting = state.sites().stream()
                .filter(site -> site.reach() == Reach.WAITS)
                .map(Chosen::name)
                .toList();
        boolean wantsCertificate = state.wantsCertificate();
        return new HttpsView(
                state.trouble().orElse(""),
                sites,
                state.never(),
                String.join(", ", waiting),
                state.newest().map(root -> RootView.of(root, now, words)).orElse(null),
                wantsCertificate,
                state.wantsGiving(),
                step(state, wantsCertificate));
    }

    private static int step(State state, boolean wantsCertificate) {
        if (state.sites().stream().noneMatch(Chosen::isOn)) return 1;
        if (wantsCertificate) return 2;
        return state.wantsGiving() ? 3 : 4;
    }

    /**
     * A site of the list.
     *
     * @param what what the proxy does with it
     */
    record SiteView(String name, boolean on, boolean forNow, boolean lookedInto, boolean waits, String what) {

        static SiteView of(Chosen site, Words words) {
            return new SiteView(
                    site.name(),
                    site.isOn(),
                    site.forNow(),
                    site.reach() == Reach.LOOKED_INTO,
                    site.reach() == Reach.WAITS,
                    words.say("janus.https.reach." + site.reach()));
        }
    }

    /** The certificate browsers are given. */
    record RootView(String name, String fingerprint, String from, String until, boolean endsSoon, String sites) {

        private static final Duration SOON = Duration.ofDays(30);

        static RootView of(Root root, Instant now, Words words) {
            return new RootView(
                    root.name(),
                    root.fingerprint(),
                    words.moments().date(root.from(), now),
                    words.moments().date(root.until(), now),
                    root.until().isBefore(now.plus(SOON)),
                    String.join(", ", root.sites()));
        }
    }
}

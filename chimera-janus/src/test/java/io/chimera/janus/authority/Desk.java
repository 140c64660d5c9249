package io.chimera.janus.authority;

import io.chimera.core.janus.HttpsRefused;
import io.chimera.core.janus.ScriptedOptIns;
import io.chimera.core.testing.SteppingClock;
import io.chimera.janus.site.Host;
import io.chimera.janus.site.InvalidHost;
import io.chimera.janus.site.Suffixes;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A desk in a folder of a test's own. */
final class Desk {

    static final Suffixes SUFFIXES = Suffixes.shipped();

    final SteppingClock clock = new SteppingClock();
    final ScriptedOptIns optIns = new ScriptedOptIns();
    final Path folder;
    HttpsDesk https;

    Desk(Path home) {
        folder = home.resolve("janus");
        https = begin();
    }

    /** As after a restart. */
    HttpsDesk begin() {
        https = new HttpsDesk(
                optIns,
                new AuthorityFiles(folder),
                new Roots(new SecureRandom()),
                new Choosing(SUFFIXES, Spared.shipped()),
                clock);
        https.start();
        return https;
    }

    /** Sites that are looked into. */
    Desk with(String... sites) throws HttpsRefused {
        for (var site : sites) https.add(site, false);
        https.issue();
        https.given();
        return this;
    }

    static Host host(String name) {
        try {
            return Host.of(name);
        } catch (InvalidHost impossible) {
            throw new AssertionError(impossible);
        }
    }
}

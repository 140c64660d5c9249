package io.chimera.app;

import io.chimera.core.identity.CodeSender;
import io.chimera.lab.LabSettings;
import io.chimera.lab.LabTls;
import io.chimera.pki.PkiSettings;
import io.chimera.pki.lab.LabPki;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The lab's own certificate authority and identity provider; none where another's lab is joined. */
final class LabAuthority implements AutoCloseable {

    private final Optional<LabPki> own;

    private LabAuthority(Optional<LabPki> own) {
        this.own = own;
    }

    static LabAuthority open(LabSettings settings, Path home, CodeSender sender, Clock clock) throws IOException {
        if (settings.join() != null) return new LabAuthority(Optional.empty());
        var plan = LabPki.Plan.usual(home.resolve("lab"), settings.address(), settings.beyondLoopback());
        return new LabAuthority(Optional.of(LabPki.start(plan, sender, clock)));
    }

    /** How clients reach it; empty where another's lab is joined, whose address the settings tell. */
    Optional<PkiSettings> settings() {
        return own.map(LabPki::settings);
    }

    /** How the lab cloud proves itself. */
    Optional<LabTls> cloudTls() {
        return own.map(LabPki::serverTls)
                .map(shown -> new LabTls(shown.context(), LabTls.fingerprint(shown.authority())));
    }

    @Override
    public void close() {
        own.ifPresent(LabPki::close);
    }
}

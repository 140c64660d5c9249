package io.chimera.app;

import io.chimera.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * What another node needs to join this lab, as settings in a file: {@code HOME/lab/invitation.properties}. It holds no
 * secret; the tokens of the people who are to live there are copied apart.
 */
final class Invitation {

    private final Path folder;
    private final Lab lab;
    private final LabAuthority authority;

    Invitation(Path folder, Lab lab, LabAuthority authority) {
        this.folder = folder;
        this.lab = lab;
        this.authority = authority;
    }

    @EventListener(ApplicationReadyEvent.class)
    void write() throws IOException {
        var pki = authority.settings();
        var tls = authority.cloudTls();
        if (pki.isEmpty() || tls.isEmpty()) return;
        var aside = Files.write(
                folder.resolve("invitation.new"),
                List.of(
                        "# Another Chimera joins this lab with",
                        "#   ./chimera --spring.config.import=file:invitation.properties --chimera.lab.people=1002",
                        "# and, on another computer, with --chimera.lab.join.tokens= a copy of the folder cloud/tokens beside this file.",
                        "chimera.lab.join.url=" + lab.reach().cloud(),
                        "chimera.lab.join.fingerprint=" + tls.get().fingerprint(),
                        "chimera.lab.join.tokens=" + folder.resolve("cloud").resolve("tokens"),
                        "chimera.pki.ca-url=" + pki.get().caUrl(),
                        "chimera.pki.ca-fingerprint="
                                + pki.get().caFingerprint().hex(),
                        "chimera.pki.identity-url=" + pki.get().identityUrl()));
        // Whoever waits for it finds it whole.
        Files.move(aside, folder.resolve("invitation.properties"), StandardCopyOption.ATOMIC_MOVE);
    }
}

package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.disk.TooOpen;
import io.chimera.core.identity.Credential;
import io.chimera.pki.KeyVaults.TakenBack;
import io.chimera.pki.https.Body;
import io.chimera.pki.https.Json;
import io.chimera.pki.step.RootFingerprint;
import io.chimera.pki.x509.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account's keys and certificates on disk, in a folder of their own.
 *
 * <p>Reading waits for nobody. Who changes something takes the {@link #turn} first.
 */
final class KeyVault {

    private static final Logger log = LoggerFactory.getLogger(KeyVault.class);

    private static final String CURRENT = "credential.pem";
    private static final String PREVIOUS = "credential.previous.pem";
    private static final String PENDING = "pending.json";
    private static final String REVOKED = "revoked.json";

    private final AccountId account;
    private final Path folder;
    private final Optional<RootFingerprint> pinned;
    private final TakenBack takenBack;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Read cached;

    KeyVault(AccountId account, Path folder, Optional<RootFingerprint> pinned, TakenBack takenBack) {
        this.account = account;
        this.folder = folder;
        this.pinned = pinned;
        this.takenBack = takenBack;
    }

    /** A credential that was taken back. */
    record Revocation(X509Certificate certificate, String reason) {}

    /** The right to change this vault, against other threads and other processes, until it is closed. */
    final class Turn implements AutoCloseable {
        private final PrivateFolder.Claim claim;

        private Turn(PrivateFolder.Claim claim) {
            this.claim = claim;
        }

        @Override
        public void close() throws IOException {
            try {
                claim.close();
            } finally {
                turn.unlock();
            }
        }
    }

    /** Waits for this process's other threads; throws if another process has it. Makes the folder if there is none. */
    Turn turn() throws IOException {
        turn.lock();
        try {
            return new Turn(PrivateFolder.open(folder).claim());
        } catch (IOException | RuntimeException e) {
            turn.unlock();
            throw e;
        }
    }

    /** The enrolment under way. */
    Optional<Pending> pending() throws IOException {
        var text = read(PENDING);
        return text.isEmpty() ? Optional.empty() : Optional.of(Pending.parse(text.get()));
    }

    /** Keeps how far an enrolment is. */
    void keep(Pending pending) throws IOException {
        PrivateFolder.open(folder).write(PENDING, pending.text());
    }

    /** Ends the enrolment under way. */
    void forgetPending() throws IOException {
        PrivateFolder.open(folder).delete(PENDING);
    }

    /** The present credential, at its time or not; empty if somebody else has taken it back. */
    Optional<Credential> credential() throws IOException {
        return present()
                .filter(credential -> takenBack.why(credential.certificate()).isEmpty());
    }

    /** Read again only when its file has changed. */
    private Optional<Credential> present() throws IOException {
        var stamp = stamp();
        var known = cached;
        if (stamp.isEmpty()) return Optional.empty();
        if (known != null && known.stamp().equals(stamp.get())) return Optional.of(known.credential());
        var read = readable();
        read.ifPresent(credential -> cached = new Read(stamp.get(), credential));
        return read;
    }

    /** The credential before the present one. */
    Optional<Credential> previous() throws IOException {
        return parsed(PREVIOUS);
    }

    /** Puts a credential in the present one's place, which becomes the previous one. */
    void replace(Credential credential) throws IOException {
        var opened = PrivateFolder.open(folder);
        var present = worthKeeping();
        if (present.isPresent()) opened.write(PREVIOUS, PeerCredential.text(present.get()));
        opened.write(CURRENT, PeerCredential.text(credential));
        opened.delete(REVOKED);
    }

    /** The credential that was taken back, by this computer or by somebody else, unless there is a newer one. */
    Optional<Revocation> revocation() throws IOException {
        var text = read(REVOKED);
        if (text.isEmpty()) {
            return present()
                    .flatMap(held -> takenBack
                            .why(held.certificate())
                            .map(reason -> new Revocation(held.certificate(), reason.name())));
        }
        var kept = Json.read(Body.of(text.get()), Kept.class);
        if (kept.certificate() == null || kept.reason() == null) throw new IOException(REVOKED + " is not one of ours");
        return Optional.of(new Revocation(Pem.certificate(kept.certificate()), kept.reason()));
    }

    /** Removes the keys for good and keeps what was taken back. */
    void retire(Revocation revocation) throws IOException {
        var opened = PrivateFolder.open(folder);
        var kept = Json.write(new Kept(Pem.of(revocation.certificate()), revocation.reason()));
        opened.write(REVOKED, new String(kept, StandardCharsets.UTF_8));
        opened.delete(CURRENT);
        opened.delete(PREVIOUS);
        opened.delete(PENDING);
    }

    private Optional<Credential> worthKeeping() throws IOException {
        try {
            return readable();
        } catch (TooOpen e) {
            throw e;
        } catch (IOException e) {
            log.warn("account={} {}: it is replaced", account, e.getMessage());
            return Optional.empty();
        }
    }

    /** The present credential, or the one before where the present one's file is damaged. */
    private Optional<Credential> readable() throws IOException {
        try {
            return parsed(CURRENT);
        } catch (TooOpen e) {
            throw e;
        } catch (IOException e) {
            var previous = parsed(PREVIOUS);
            if (previous.isPresent()) log.warn("account={} {}: the credential before is used", account, e.getMessage());
            return Optional.of(previous.orElseThrow(() -> e));
        }
    }

    private Optional<Credential> parsed(String name) throws IOException {
        var text = read(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(PeerCredential.parse(text.get(), account, pinned));
    }

    private Optional<String> read(String name) throws IOException {
        var existing = PrivateFolder.existing(folder);
        return existing.isEmpty() ? Optional.empty() : existing.get().read(name);
    }

    private Optional<Stamp> stamp() throws IOException {
        try {
            var attributes = Files.readAttributes(folder.resolve(CURRENT), BasicFileAttributes.class);
            return Optional.of(
                    new Stamp(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Which version of a file was read. */
    private record Stamp(FileTime modified, long size, String file) {}

    private record Read(Stamp stamp, Credential credential) {}

    private record Kept(
            @Nullable String certificate, @Nullable String reason) {}
}

package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.identity.RevocationReason;
import io.chimera.pki.step.RootFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/** The vaults of all accounts: {@code accounts/<id>/keys} in the node's home. */
final class KeyVaults {

    private static final Pattern ACCOUNT = Pattern.compile("[1-9][0-9]{0,15}");

    private final Path accounts;
    private final Optional<RootFingerprint> pinned;
    private final TakenBack takenBack;
    private final ConcurrentMap<AccountId, KeyVault> vaults = new ConcurrentHashMap<>();

    private KeyVaults(Path accounts, Optional<RootFingerprint> pinned, TakenBack takenBack) {
        this.accounts = accounts;
        this.pinned = pinned;
        this.takenBack = takenBack;
    }

    /** Why a certificate was taken back by somebody else, if that is known. Answers at once. */
    @FunctionalInterface
    interface TakenBack {
        Optional<RevocationReason> why(X509Certificate certificate);

        /** That a key was proven to the provider just now, whatever its last answer says. */
        default void proven(AccountId person, PublicKey key) {}
    }

    /**
     * Looks at the vaults there are.
     *
     * @param home the node's
     * @param pinned credentials that end in another root are not read; empty where no authority is set, and each
     *     account's own files say whom it trusts
     * @param takenBack credentials of which it says so are no longer used
     * @throws io.chimera.core.disk.TooOpen if others can enter one: then nothing should start before it is closed
     */
    static KeyVaults in(Path home, Optional<RootFingerprint> pinned, TakenBack takenBack) throws IOException {
        var vaults = new KeyVaults(home.resolve("accounts"), pinned, takenBack);
        for (var account : vaults.accounts()) PrivateFolder.existing(vaults.folder(account));
        return vaults;
    }

    /** Why a certificate was taken back, and who is told of keys that were proven. */
    TakenBack takenBack() {
        return takenBack;
    }

    /** The root every credential must end in, if there is one. */
    Optional<RootFingerprint> pinned() {
        return pinned;
    }

    /** An account's vault, on whose disk there may be nothing yet. */
    KeyVault of(AccountId account) {
        return vaults.computeIfAbsent(account, id -> new KeyVault(id, folder(id), pinned, takenBack));
    }

    /** Accounts that have a vault on disk. */
    List<AccountId> accounts() throws IOException {
        if (!Files.isDirectory(accounts)) return List.of();
        try (var folders = Files.list(accounts)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("keys")))
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> ACCOUNT.matcher(name).matches())
                    .map(name -> new AccountId(Long.parseLong(name)))
                    .toList();
        }
    }

    private Path folder(AccountId account) {
        return accounts.resolve(account.toString()).resolve("keys");
    }
}

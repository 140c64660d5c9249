package io.chimera.pki;

import io.chimera.core.account.AccountId;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.pki.step.RootFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/** The vaults of all accounts: {@code accounts/<id>/keys} in the node's home. */
final class KeyVaults {

    private static final Pattern ACCOUNT = Pattern.compile("[1-9][0-9]{0,15}");

    private final Path accounts;
    private final RootFingerprint pinned;
    private final ConcurrentMap<AccountId, KeyVault> vaults = new ConcurrentHashMap<>();

    private KeyVaults(Path accounts, RootFingerprint pinned) {
        this.accounts = accounts;
        this.pinned = pinned;
    }

    /**
     * Looks at the vaults there are.
     *
     * @param home the node's
     * @param pinned credentials that end in another root are not read
     * @throws io.chimera.core.disk.TooOpen if others can enter one: then nothing should start before it is closed
     */
    static KeyVaults in(Path home, RootFingerprint pinned) throws IOException {
        var vaults = new KeyVaults(home.resolve("accounts"), pinned);
        for (var account : vaults.accounts()) PrivateFolder.existing(vaults.folder(account));
        return vaults;
    }

    /** An account's vault, on whose disk there may be nothing yet. */
    KeyVault of(AccountId account) {
        return vaults.computeIfAbsent(account, id -> new KeyVault(id, folder(id), pinned));
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

package io.chimera.telegram.session;

import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Where one account's TDLib keeps what it knows, encrypted with a key that lies beside it: whoever copies the database
 * alone has nothing. The folder is its owner's only.
 *
 * @param folder absolute
 * @param key 32 random bytes, in base64 (RFC 4648)
 */
public record TdDatabase(Path folder, String key) {

    private static final String KEY = "key";
    private static final int KEY_BYTES = 32;

    /**
     * The database in a folder, with its key; both are made if they are not there.
     *
     * @throws IOException if they cannot be read or made, or others can open them
     */
    public static TdDatabase in(Path folder) throws IOException {
        var own = PrivateFolder.open(folder.toAbsolutePath());
        var kept = own.read(KEY);
        if (kept.isEmpty()) own.write(KEY, random());
        return new TdDatabase(own.path(), own.read(KEY).orElseThrow().strip());
    }

    private static String random() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    @Override
    public String toString() {
        return "TdDatabase[" + folder + "]";
    }
}

package io.chimera.telegram.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chimera.telegram.fake.mtproto.ServerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchedTdLibraryTest {

    private static final String OTHER = "-----BEGIN RSA PUBLIC KEY-----\nshort\n-----END RSA PUBLIC KEY-----";

    @TempDir
    private Path folder;

    @Test
    void telegramsKeysAreReplacedAndNothingElse() throws Exception {
        var telegrams = pem(ServerKey.generate());
        var ours = ServerKey.generate();
        var before = "\0code" + telegrams + "\0" + telegrams + "\0" + OTHER + "\0" + telegrams + "more\0";
        var library = Files.writeString(folder.resolve("lib.so"), before, ISO_8859_1);

        var patched = PatchedTdLibrary.patched(library, ours, folder);
        assertThat(Files.readString(patched, ISO_8859_1))
                .isEqualTo("\0code" + pem(ours) + "\0" + pem(ours) + "\0" + OTHER + "\0" + telegrams + "more\0");
        assertThat(Files.readString(library, ISO_8859_1)).isEqualTo(before);
    }

    @Test
    void aKeyOf2048BitsIsAlwaysAsLong() {
        for (int i = 0; i < 5; i++) assertThat(ServerKey.generate().pem()).hasSize(425);
    }

    @Test
    void aLibraryWithoutKeysIsRefused() throws Exception {
        var library = Files.writeString(folder.resolve("lib.so"), "code " + OTHER + "\0");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PatchedTdLibrary.patched(library, ServerKey.generate(), folder))
                .withMessageContaining("no keys");
    }

    private static String pem(ServerKey key) {
        return new String(key.pem(), ISO_8859_1);
    }
}

package io.chimera.web.testing;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Credential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Credentials that prove nothing to anybody, made by the JDK's own keytool. */
final class TestCertificate {

    private static final String PASSWORD = "nothing secret";

    private TestCertificate() {}

    static Credential of(AccountId account) {
        try {
            var file = Files.createTempDirectory("chimera-key").resolve("key.p12");
            make(account, file);
            var store = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            var certificate = (X509Certificate) store.getCertificate("own");
            var key = (PrivateKey) store.getKey("own", PASSWORD.toCharArray());
            return new Credential(key, List.of(certificate), List.of(certificate));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void make(AccountId account, Path file) throws IOException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + account,
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD);
        try {
            var made = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (made.waitFor() != 0) throw new IOException("keytool ended with " + made.exitValue());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}

package io.chimera.lab.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chimera.core.file.Sha256;
import io.chimera.lab.net.PinnedTrust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Keys and certificates made with the JDK's own keytool. */
public final class Keys {

    private static final String PASSWORD = "changeit";

    private final Path store;

    private Keys(Path store) {
        this.store = store;
    }

    /** A server that vouches for itself. */
    public static Keys selfSigned(Path folder, String names) throws IOException, InterruptedException {
        var keys = new Keys(Files.createTempDirectory(folder, "keys").resolve("keys.p12"));
        keys.generate("server", "CN=lab", "-ext", "san=" + names);
        return keys;
    }

    /** A server that an authority vouches for; it shows both certificates. */
    public static Keys certified(Path folder, String names) throws IOException, InterruptedException {
        var keys = new Keys(Files.createTempDirectory(folder, "keys").resolve("keys.p12"));
        keys.generate("authority", "CN=authority", "-ext", "bc:critical=ca:true", "-ext", "ku=keyCertSign");
        keys.generate("server", "CN=lab", "-signer", "authority", "-ext", "san=" + names);
        return keys;
    }

    private void generate(String alias, String name, String... more) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2"));
        arguments.addAll(List.of(more));
        tool(arguments.toArray(String[]::new));
    }

    private void tool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) throw new IOException(said);
    }

    /** What the server shows. */
    public SSLContext context() throws IOException, GeneralSecurityException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        var only = load();
        if (only.containsAlias("authority")) only.deleteEntry("authority");
        managers.init(only, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** The fingerprint of {@code server} or {@code authority}. */
    public Sha256 fingerprint(String alias) throws IOException, GeneralSecurityException {
        return PinnedTrust.fingerprint((X509Certificate) load().getCertificate(alias));
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        var loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD.toCharArray());
        }
        return loaded;
    }
}

package io.chimera.app.scene;

import static org.awaitility.Awaitility.await;

import io.chimera.pki.step.ProvisionerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Whoever runs an authority, here that of a lab, and hands over what an identity provider of it needs. */
public final class Organisation {

    /** What seals the keys it hands over. */
    public static final String PASSWORD = "correct horse battery staple";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path lab;
    private final Path secrets;
    private final Path invitation;
    private final Properties invited = new Properties();

    /**
     * @param lab the home of the node whose lab the authority is of; it may still be starting
     * @param secrets a folder for what is handed over
     */
    public Organisation(Path lab, Path secrets) throws IOException {
        this.lab = lab;
        this.secrets = Files.createDirectories(
                secrets, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        invitation = lab.resolve("lab/invitation.properties");
        await().atMost(PATIENCE).until(() -> Files.exists(invitation));
        try (var file = Files.newBufferedReader(invitation)) {
            invited.load(file);
        }
    }

    /** What a node of the same lab imports. */
    public Path invitation() {
        return invitation;
    }

    /** A provider's settings, as whoever runs the authority would have them: sealed keys, and the password in a file. */
    public List<String> provider() throws IOException {
        var password = secret("password", PASSWORD + "\n");
        var settings = new ArrayList<>(List.of(
                "--spring.profiles.active=identity",
                "--chimera.pki.ca-url=" + invited.getProperty("chimera.pki.ca-url"),
                "--chimera.pki.ca-fingerprint=" + invited.getProperty("chimera.pki.ca-fingerprint"),
                "--chimera.identity.port=0",
                "--chimera.identity.delivery=console"));
        for (var part : Map.of("people", "people", "certificate", "services").entrySet()) {
            var jwk = Files.readString(lab.resolve("lab/identity/" + part.getValue() + ".jwk"));
            var sealed = ProvisionerKey.read(part.getValue(), jwk).sealed(PASSWORD);
            var prefix = "--chimera.identity." + part.getKey() + ".";
            settings.add(prefix + "provisioner=" + part.getValue());
            settings.add(prefix + "key-file=" + secret(part.getValue() + ".key", sealed));
            settings.add(prefix + "password-file=" + password);
        }
        return settings;
    }

    /** Settings with further ones; what is said last wins. */
    public static String[] with(List<String> settings, String... further) {
        var changed = Stream.of(further)
                .map(one -> one.substring(0, one.indexOf('=') + 1))
                .toList();
        return Stream.concat(
                        settings.stream().filter(one -> changed.stream().noneMatch(one::startsWith)),
                        Stream.of(further))
                .toArray(String[]::new);
    }

    /** A file that only its owner can read. */
    public Path secret(String name, String text) throws IOException {
        var file = secrets.resolve(name);
        if (!Files.exists(file))
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }
}

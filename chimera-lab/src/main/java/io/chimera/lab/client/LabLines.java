package io.chimera.lab.client;

import io.chimera.core.account.AccountId;
import io.chimera.lab.net.PrivateFolder;
import io.chimera.lab.net.TokenFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** This node's lines to one lab cloud, one for each person whose token it has. */
public final class LabLines implements AutoCloseable {

    private final HttpClient http;
    private final Reach reach;
    private final Pace pace;

    /**
     * How a lab cloud is reached.
     *
     * @param cloud its address, without a path
     * @param tls whom to trust there; empty for plain HTTP
     * @param tokens where the tokens of this node's people lie
     * @param accounts where each account has a folder of its own, which goes when the account is forgotten
     */
    public record Reach(URI cloud, Optional<SSLContext> tls, TokenFolder tokens, Path accounts) {}

    public LabLines(Reach reach, Pace pace) {
        this.reach = reach;
        this.pace = pace;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(pace.connect())
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        reach.tls().ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /**
     * A line for an account.
     *
     * @throws IOException if there is no token for it here; the message says what to do
     */
    LabLine of(AccountId account) throws IOException {
        var folder = reach.accounts().resolve(account.toString()).resolve("lab");
        return line(account.telegramUser(), device(folder));
    }

    /** A line for somebody who has no account here and never asks for updates. */
    LabLine of(long person) throws IOException {
        return line(person, "none-" + person);
    }

    private LabLine line(long person, String device) throws IOException {
        return new LabLine(new LabHttp(http, reach.cloud(), reach.tokens().of(person), device, pace));
    }

    /** What this device is called at the lab cloud: chosen once for each account, and kept beside what is known here. */
    private static String device(Path folder) throws IOException {
        var file = folder.resolve("device");
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (NoSuchFileException _) {
            PrivateFolder.make(folder);
            var name = UUID.randomUUID().toString();
            var aside = Files.createTempFile(folder, "device", ".new", PrivateFolder.ownersOnly(folder));
            Files.writeString(aside, name, StandardCharsets.US_ASCII);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            return name;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

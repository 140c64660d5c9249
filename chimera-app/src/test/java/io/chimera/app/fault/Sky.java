package io.chimera.app.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.chimera.app.scene.Node;
import io.chimera.core.account.AccountId;
import io.chimera.core.file.Sha256;
import io.chimera.lab.api.LabWeather;
import io.chimera.lab.client.LabLines;
import io.chimera.lab.client.LabSky;
import io.chimera.lab.client.Pace;
import io.chimera.lab.net.PinnedTrust;
import io.chimera.lab.net.TokenFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** The weather of a running node's lab cloud, made from outside. */
public final class Sky implements AutoCloseable {

    private final LabLines lines;
    private final LabSky sky;

    private Sky(LabLines lines) {
        this.lines = lines;
        this.sky = new LabSky(lines);
    }

    /** @param aside a folder for what the lab cloud is to know this visitor by */
    public static Sky over(Node lab, Path aside) {
        var invited = lab.home().resolve("lab/invitation.properties");
        await().until(() -> Files.exists(invited));
        var invitation = new Properties();
        try (var file = Files.newBufferedReader(invited, UTF_8)) {
            invitation.load(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var trust = PinnedTrust.context(
                new Sha256(invitation.getProperty("chimera.lab.join.fingerprint")), Clock.systemUTC());
        var tokens = new TokenFolder(Path.of(invitation.getProperty("chimera.lab.join.tokens")));
        var cloud = URI.create(invitation.getProperty("chimera.lab.join.url"));
        return new Sky(new LabLines(new LabLines.Reach(cloud, Optional.of(trust), tokens, aside), patient()));
    }

    /** Whoever makes the weather waits as long as it takes on a busy machine: that it comes is not what is tested. */
    private static Pace patient() {
        var aMinute = Duration.ofMinutes(1);
        var usual = Pace.usual();
        return new Pace(aMinute, aMinute, usual.poll(), usual.stall(), usual.firstPause(), usual.longestPause());
    }

    /** Makes the weather over an account. */
    public void make(long account, LabWeather weather) {
        try {
            sky.make(new AccountId(account), weather);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}

package io.chimera.pki.identity;

import static io.chimera.pki.identity.ProviderScene.ANA;
import static io.chimera.pki.identity.ProviderScene.WIDE;
import static io.chimera.pki.identity.ProviderScene.key;
import static io.chimera.pki.identity.ProviderScene.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.identity.RevocationReason;
import io.chimera.pki.identity.Limits.Rate;
import io.chimera.pki.identity.ProviderScene.Person;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.testing.Alternating;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.SigningRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of one organisation's provider, which share a PostgreSQL. */
class TwoInstancesTest {

    @TempDir
    private Path folder;

    private ProviderScene scene;
    private Keeping.Postgres shared;

    @BeforeEach
    void start() throws Exception {
        scene = new ProviderScene(folder);
        shared = scene.postgres();
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
    }

    @Test
    void behindOneAddressTheyAreOneProvider() throws Exception {
        var one = instance("one", WIDE);
        var other = instance("other", WIDE);
        try (var address = new Alternating(List.of(one.url(), other.url()))) {
            for (var i = 1; i <= 4; i++) {
                var request = SigningRequest.make(Keys.make(), "1001");
                // A connection of its own for each, so that every answer goes to the other instance.
                var challenge = scene.person(address.url()).opened(ANA, request);
                var proven = scene.person(address.url()).verify(challenge, scene.mailbox.code(ANA, i));
                assertThat(proven.status()).isEqualTo(200);
                scene.ca.sign(request, String.valueOf(read(proven).get("ott")));
            }
        }
    }

    @Test
    void aCodeUsedAtOneIsUsedAtTheOther() throws Exception {
        var here = scene.person(instance("one", WIDE));
        var there = scene.person(instance("other", WIDE));
        var challenge = here.opened(ANA, SigningRequest.make(Keys.make(), "1001"));
        var code = scene.mailbox.code(ANA, 1);
        Callable<Integer> atOne = () -> here.verify(challenge, code).status();
        Callable<Integer> atOther = () -> there.verify(challenge, code).status();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(List.of(atOne, atOther, atOne, atOther))) statuses.add(answer.get());
            assertThat(statuses).containsExactlyInAnyOrder(200, 401, 401, 401);
        }
    }

    @Test
    void limitsCountAtBoth() throws Exception {
        var tight =
                new Limits(5, 3, 20, 8, Duration.ofMinutes(1), new Rate(6, Duration.ofMinutes(1)), WIDE.challenges());
        var here = scene.person(instance("one", tight));
        var there = scene.person(instance("other", tight));
        var request = SigningRequest.make(Keys.make(), "1001");
        var challenge = here.opened(ANA, request);

        assertThat(there.ask(ANA, request, "Laptop").status()).isEqualTo(429); // a minute apart
        for (Person one : List.of(here, there, here, there)) {
            assertThat(one.verify(challenge, "00000000").status()).isEqualTo(401);
        }
        assertThat(here.verify(challenge, "00000000").status()).isEqualTo(429); // six from one address
    }

    @Test
    void whatIsTakenBackAtOneIsTakenBackAtTheOther() throws Exception {
        var one = instance("one", WIDE);
        var other = instance("other", WIDE);
        var laptop = scene.person(one).enrol(ANA, "Laptop");
        scene.person(other).show(laptop);
        assertThat(read(scene.person(other).get("/v1/standing")).get("people")).isEqualTo(Map.of());

        one.register().revoke(ANA, key(laptop), RevocationReason.KEY_COMPROMISE, "");

        assertThat(read(scene.person(other).get("/v1/standing")).get("people")).isEqualTo(Map.of("1001", List.of()));
        assertThatThrownBy(() -> scene.ca.renew(laptop)).isInstanceOf(AuthorityFailed.class);
    }

    @Test
    void anInstanceWithAnotherKeyForCodesDoesNotStart() throws Exception {
        instance("one", WIDE);
        PrivateFolder.open(folder.resolve("secrets")).write("codes.key", "00".repeat(32));

        assertThatThrownBy(() -> instance("other", WIDE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("All instances need the same file");
    }

    @Test
    void anInstanceWithoutTheKeyForCodesSaysWhatIsMissing() throws Exception {
        PrivateFolder.open(folder.resolve("secrets")).delete("codes.key");

        assertThatThrownBy(() -> instance("one", WIDE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("codes.key does not hold the key that seals codes");
    }

    private IdentityProvider instance(String home, Limits limits) throws Exception {
        return scene.start(home, settings -> settings.with(shared).with(limits));
    }
}

package io.chimera.lab;

import static io.chimera.lab.testing.LabTown.ANA;
import static io.chimera.lab.testing.LabTown.BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.AcceptancePolicy;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.StoredArrivals;
import io.chimera.core.delivery.CloudCarriers;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.event.Events;
import io.chimera.core.file.FileShelf;
import io.chimera.core.identity.CodeSender;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStores;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.core.transfer.Transfers;
import io.chimera.lab.client.AutomaticPerson;
import io.chimera.lab.client.LabPhonebook;
import io.chimera.lab.testing.FolderShelf;
import io.chimera.lab.testing.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The lab as the application gets it. */
class LabConfigurationTest {

    private final RecordedEvents events = new RecordedEvents();
    private final Clock clock = Clock.systemUTC();

    @TempDir
    private Path folder;

    @Test
    void theCloudsPortAndTheSenderOfCodesAreThereAndWork() {
        node("home").run(context -> {
            var person = context.getBean(AutomaticPerson.class);
            var bookmark = person.bookmark(ANA);
            context.getBean(CodeSender.class).send(ANA, "Your code is 1234 5678.");
            assertThat(person.codeAfter(ANA, bookmark, Duration.ofSeconds(10))).contains("12345678");
            assertThat(context.getBean(LabPhonebook.class).account(BRUNO).name())
                    .isEqualTo("Bruno Tavares");
            hearsOfBruno(context.getBean(CloudCarriers.class));
        });
    }

    @Test
    void withAKeyTheLabIsReachedOverTls() throws Exception {
        var keys = Keys.selfSigned(folder, "ip:127.0.0.1");
        var tls = new LabTls(keys.context(), keys.fingerprint("server"));
        node("home").withBean(LabTls.class, () -> tls).run(context -> {
            assertThat(context.getBean(Lab.class).reach().cloud()).hasScheme("https");
            hearsOfBruno(context.getBean(CloudCarriers.class));
        });
    }

    @Test
    void anotherNodeJoinsByTheAddressAndTheTokens() {
        node("host").run(host -> {
            var cloud = host.getBean(Lab.class).reach().cloud();
            node("guest")
                    .withPropertyValues(
                            "chimera.lab.join.url=" + cloud,
                            "chimera.lab.join.tokens=" + folder.resolve("host/lab/cloud/tokens"))
                    .run(guest -> {
                        assertThat(folder.resolve("guest/lab")).doesNotExist();
                        hearsOfBruno(guest.getBean(CloudCarriers.class));
                    });
        });
    }

    @Test
    void anAccountThatDoesNotLiveInTheLabStopsTheStart() {
        node("home")
                .withPropertyValues("chimera.lab.people=4711")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseInstanceOf(IllegalArgumentException.class)
                        .rootCause()
                        .hasMessageContaining("4711"));
    }

    private void hearsOfBruno(CloudCarriers clouds) throws IOException {
        try (var store = new InMemoryAccountStore(ANA, events);
                var _ = clouds.open(ANA, arrivals(store), new Transfers(ANA, events, clock))) {
            await().until(() -> store.read(view -> view.dialogs().find(DialogId.with(BRUNO.asContact())))
                    .isPresent());
        }
    }

    private Arrivals arrivals(AccountStore store) throws IOException {
        var shelf = new FolderShelf(folder.resolve("arrived"));
        return new StoredArrivals(ANA, store, shelf, AcceptancePolicy.usual(), new Random(), clock);
    }

    private ApplicationContextRunner node(String home) {
        return new ApplicationContextRunner()
                .withUserConfiguration(LabConfiguration.class)
                .withPropertyValues("chimera.home=" + folder.resolve(home))
                .withBean(AccountStores.class, Shelves::new)
                .withBean(Events.class, () -> events)
                .withBean(Clock.class, () -> clock);
    }

    /** Shelves in the test's folder. */
    private final class Shelves implements AccountStores {
        @Override
        public AccountStore open(AccountId account) {
            throw new UnsupportedOperationException("the lab opens no stores");
        }

        @Override
        public FileShelf shelf(AccountId account) {
            try {
                return new FolderShelf(folder.resolve("shelf-" + account));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void forget(AccountId account) {
            throw new UnsupportedOperationException("the lab forgets no accounts");
        }
    }
}

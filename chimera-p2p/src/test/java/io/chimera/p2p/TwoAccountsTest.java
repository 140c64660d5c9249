package io.chimera.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.core.delivery.LanCarrier;
import io.chimera.core.delivery.LanCarrier.LanState;
import io.chimera.core.delivery.LanCarriers;
import io.chimera.core.delivery.Resident;
import io.chimera.core.event.Events;
import io.chimera.core.file.FileShelf;
import io.chimera.core.identity.Revocations;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStores;
import io.chimera.core.testing.RecordedEvents;
import io.chimera.p2p.testing.Settings;
import io.chimera.p2p.testing.Street;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Two accounts of one computer, as in the lab: the same process, the same neighbourhood, and yet only the wire between. */
class TwoAccountsTest extends Street {

    private final int firstPort = Settings.freeTcpPort();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private Lan lan;
    private Neighbourhood neighbourhood;
    private LanCarrier anas;
    private LanCarrier brunos;

    @BeforeEach
    void assemble() {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "chimera.lan.listen-port",
                                udpPort,
                                "chimera.lan.bind-address",
                                "127.0.0.1",
                                "chimera.lan.announce-to",
                                "127.255.255.255:" + udpPort,
                                "chimera.lan.port",
                                firstPort,
                                "chimera.lan.v1.source-port",
                                0)));
        context.getBeanFactory().registerSingleton("events", (Events) new RecordedEvents());
        context.getBeanFactory().registerSingleton("revocations", Revocations.none());
        context.getBeanFactory().registerSingleton("clock", Clock.systemUTC());
        context.getBeanFactory()
                .registerSingleton("stores", (AccountStores) new Shelves(Map.of(ana.id(), ana, bruno.id(), bruno)));
        context.register(LanConfiguration.class);
        context.refresh();
        lan = context.getBean(Lan.class);
        neighbourhood = context.getBean(Neighbourhood.class);
        anas = open(ana);
        brunos = open(bruno);
    }

    @AfterEach
    void close() {
        anas.close();
        brunos.close();
        context.close();
    }

    @Test
    void theyMeetOverRealSockets() throws Exception {
        anas.takePart(true);
        brunos.takePart(true);
        var there = proven(bruno);
        proven(ana);
        assertThat(anas.carry(List.of(ana.text(bruno, "hello")), there)).allMatch(Delivered.class::isInstance);
        assertThat(brunos.carry(List.of(bruno.text(ana, "hi")), proven(ana))).allMatch(Delivered.class::isInstance);
        assertThat(bruno.wordsWith(ana)).containsExactly("hello");
        assertThat(ana.wordsWith(bruno)).containsExactly("hi");
    }

    @Test
    void theOneThatIsOpenLongestHasThePortTheFirstChimerasKnow() {
        anas.takePart(true);
        brunos.takePart(true);
        assertThat(anas.state()).isEqualTo(new LanState.On(firstPort));
        assertThat(brunos.state())
                .isInstanceOfSatisfying(
                        LanState.On.class, on -> assertThat(on.port()).isNotEqualTo(firstPort));
    }

    @Test
    void whenItClosesAnotherMayHaveThatPort() {
        anas.takePart(true);
        anas.close();
        brunos.takePart(true);
        assertThat(brunos.state()).isEqualTo(new LanState.On(firstPort));
    }

    @Test
    void thePortIsThereAgainHoweverQuicklyTheSwitchGoesOffAndOn() {
        for (int i = 0; i < 100; i++) {
            anas.takePart(true);
            assertThat(anas.state()).isEqualTo(new LanState.On(firstPort));
            anas.takePart(false);
        }
    }

    @Test
    void eachHasASwitchOfItsOwn() {
        anas.takePart(true);
        brunos.takePart(true);
        proven(bruno);
        brunos.takePart(false);
        await().until(() -> neighbourhood.find(bruno.contact()).isEmpty());
        assertThat(anas.state()).isInstanceOf(LanState.On.class);
        assertThat(brunos.state()).isInstanceOf(LanState.Off.class);
        brunos.takePart(true);
        proven(bruno);
    }

    @Test
    void aloneNobodyHearsThemselves() {
        anas.takePart(true);
        await().during(Duration.ofSeconds(1)).until(() -> neighbourhood.all().isEmpty());
    }

    @Test
    void itIsThePortOfTheCore() {
        assertThat(context.getBean(LanCarriers.class)).isSameAs(lan);
    }

    private Neighbour proven(Resident who) {
        return await().until(() -> neighbourhood.find(who.contact()).filter(Neighbour::proven), Optional::isPresent)
                .orElseThrow();
    }

    private LanCarrier open(Resident resident) {
        var credential = AUTHORITY.credential(resident.id().telegramUser());
        return lan.open(
                resident.id(),
                () -> Optional.of(credential),
                resident.acquaintances(),
                resident.arrivals(),
                resident.twins(),
                resident.transfers());
    }

    private record Shelves(Map<AccountId, Resident> residents) implements AccountStores {
        @Override
        public AccountStore open(AccountId account) {
            throw new UnsupportedOperationException("the LAN opens no store");
        }

        @Override
        public FileShelf shelf(AccountId account) {
            return residents.get(account).shelf();
        }

        @Override
        public void forget(AccountId account) {
            throw new UnsupportedOperationException("the LAN forgets nobody");
        }
    }
}

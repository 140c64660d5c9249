package io.chimera.p2p.testing;

import static org.awaitility.Awaitility.await;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.delivery.Resident;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ana and Bruno, each with a computer, on one network or on none; what the scenes of the LAN are played on. */
@Timeout(120)
public abstract class Street {

    protected static final TestAuthority AUTHORITY = new TestAuthority();

    @TempDir
    protected Path folder;

    protected final int udpPort = Settings.freeUdpPort();
    protected Resident ana;
    protected Resident bruno;
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @BeforeEach
    void meetPeople() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
        ana = person(1001, "Ana Figueira");
        bruno = person(1002, "Bruno Tavares");
        ana.knows(bruno);
        bruno.knows(ana);
    }

    @AfterEach
    void closeEverything() throws Exception {
        for (var closing : toClose.reversed()) closing.close();
    }

    protected final Resident person(long id, String name) {
        return new Resident(new Account(new AccountId(id), name, Optional.empty()), folder, Clock.systemUTC());
    }

    /** A computer that hears the others on this street. */
    protected final LanNode node(Resident resident) {
        return node(resident, Settings.together(udpPort));
    }

    /** A computer nobody hears. */
    protected final LanNode lonelyNode(Resident resident) {
        return node(resident, Settings.alone());
    }

    protected final LanNode node(Resident resident, Settings settings) {
        return closing(new LanNode(resident, AUTHORITY.credential(resident.id().telegramUser()), settings.build()));
    }

    protected final Relay relayTo(LanNode node) throws Exception {
        return closing(new Relay(node.address()));
    }

    protected final <T extends AutoCloseable> T closing(T thing) {
        toClose.add(thing);
        return thing;
    }

    /** Where a relay makes others believe somebody is. */
    protected static Neighbour behind(Relay relay, Resident who) {
        return LanNode.neighbour(who, relay.address(), Dialect.V2);
    }

    protected static Outcome carry(LanNode node, Parcel parcel, Neighbour to) throws InterruptedException {
        var outcomes = node.carrier().carry(List.of(parcel), to);
        if (outcomes.size() != 1) throw new AssertionError("one parcel, and these outcomes: " + outcomes);
        return outcomes.getFirst();
    }

    protected static void awaitProven(LanNode node, Resident who) {
        await().until(() -> isProven(node, who));
    }

    protected static boolean isProven(LanNode node, Resident who) {
        return node.neighbourhood().find(who.contact()).map(Neighbour::proven).orElse(false);
    }

    protected static void awaitGone(LanNode node, Resident who) {
        await().until(() -> node.neighbourhood().find(who.contact()).isEmpty());
    }
}

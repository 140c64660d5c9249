package io.chimera.app.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.app.scene.Computer;
import io.chimera.app.scene.Guest;
import io.chimera.app.scene.Node;
import io.chimera.app.scene.Rest;
import io.chimera.app.scene.SigningIn;
import io.chimera.app.scene.Tools;
import io.chimera.telegram.fake.FakeTelegram;
import io.chimera.telegram.fake.PatchedTdLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;

/**
 * Ana and Bruno on two computers with a cable between them, each with a node of the profile {@code production} and the
 * genuine TDLib, and a Telegram that both reach by a way of their own. Their certificates come from the authority of a lab
 * that they take no part in.
 */
final class TwoHomes implements AutoCloseable {

    static final long ANA = 1001;
    static final long BRUNO = 1002;

    private static final int APPLICATION = 17;
    private static final String HASH = "fedcba9876543210fedcba9876543210";
    private static final String CABLE = "cable-a";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final List<AutoCloseable> belongings = new ArrayList<>();
    private FakeTelegram telegram;
    private Home anas;
    private Home brunos;

    private TwoHomes() {}

    /** One person with their computer. */
    private record Home(long person, String phone, Computer computer, Node node) {

        Rest rest() {
            return new Rest(node, person, "http://" + computer.outside());
        }

        Rest nobody() {
            return new Rest(node, 0, "http://" + computer.outside());
        }
    }

    static TwoHomes moveIn(Path folder) throws Exception {
        var ip = Tools.require("chimera.test.ip");
        Tools.require("root".equals(System.getProperty("user.name")), "the right to make networks (root)");
        var homes = new TwoHomes();
        try {
            homes.settle(ip, folder);
            return homes;
        } catch (Exception | Error failed) {
            homes.close();
            throw failed;
        }
    }

    private void settle(String ip, Path folder) throws Exception {
        var library = PatchedTdLibrary.get();
        telegram = mine(FakeTelegram.start(library));
        telegram.giveApplication(APPLICATION, HASH);
        telegram.addPerson(ANA, "+5521990001001", "Ana Figueira");
        telegram.addPerson(BRUNO, "+5521990001002", "Bruno Tavares");
        var authority = mine(Node.start(
                "authority",
                folder.resolve("authority"),
                List.of(),
                OwnNetwork.any().settings("--chimera.lab.people=")));

        var run = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
        var anasComputer = mine(new Computer(ip, "chimera-ta-" + run));
        var brunosComputer = mine(new Computer(ip, "chimera-tb-" + run));
        Computer.join(anasComputer, CABLE, "10.77.0.1", brunosComputer, "cable-b", "10.77.0.2");
        anas = home(folder, authority, ANA, "+5521990001001", anasComputer, "10.77.0.1", library);
        brunos = home(folder, authority, BRUNO, "+5521990001002", brunosComputer, "10.77.0.2", library);
        SigningIn.opened(anas.rest(), brunos.phone());
        SigningIn.opened(brunos.rest(), anas.phone());
    }

    private <T extends AutoCloseable> T mine(T thing) {
        belongings.add(thing);
        return thing;
    }

    private Home home(
            Path folder,
            Node authority,
            long person,
            String phone,
            Computer computer,
            String address,
            PatchedTdLibrary library)
            throws Exception {
        var place = folder.resolve("home-" + person);
        moveKeys(authority, person, folder.resolve("guest-" + person), place);
        var node = mine(Node.start(
                "node-" + person,
                place,
                computer.prefix(),
                "--spring.profiles.active=production",
                "--spring.config.import=file:" + authorityOnly(authority, folder),
                "--chimera.lan.bind-address=" + address,
                "--chimera.lan.announce-to=",
                "--chimera.lan.v1.on=false",
                "--chimera.web.hosts=" + computer.outside(),
                "--chimera.telegram.library=" + library.library().file(),
                "--chimera.telegram.proxy=127.0.0.1:" + computer.openWayOutTo(telegram.port()),
                "--chimera.telegram.api-id=" + APPLICATION,
                "--chimera.telegram.api-hash=" + HASH));
        var home = new Home(person, phone, computer, node);
        openDoor(home);
        signIn(home);
        return home;
    }

    /** They prove themselves to the lab's identity provider as everybody does, and take key and certificate home. */
    private static void moveKeys(Node authority, long person, Path aside, Path home) throws Exception {
        Guest.enrol(authority, person, aside);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        var to = home.resolve("accounts/" + person + "/keys");
        for (var folder : List.of(home, home.resolve("accounts"), to.getParent(), to))
            Files.createDirectory(folder, owner);
        try (var keys = Files.list(aside.resolve("accounts/" + person + "/keys"))) {
            for (var key : keys.toList())
                Files.copy(key, to.resolve(key.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** What of a lab's invitation is about certificates. */
    private static Path authorityOnly(Node authority, Path folder) throws IOException {
        var all = new Properties();
        try (InputStream invitation = Files.newInputStream(authority.home().resolve("lab/invitation.properties"))) {
            all.load(invitation);
        }
        var lines = all.stringPropertyNames().stream()
                .filter(name -> name.startsWith("chimera.pki."))
                .map(name -> name + "=" + all.getProperty(name))
                .toList();
        return Files.write(folder.resolve("authority.properties"), lines);
    }

    private static void openDoor(Home home) {
        home.computer().openDoorTo(URI.create(home.node().address()).getPort());
    }

    private void signIn(Home home) {
        var in = new SigningIn(telegram, home.nobody()).with(home.phone());
        assertThat(in.path("account").path("id").asLong()).as(in.toString()).isEqualTo(home.person());
    }

    Rest ana() {
        return anas.rest();
    }

    Rest bruno() {
        return brunos.rest();
    }

    void awaitNear() {
        await().atMost(PATIENCE).until(() -> ana().sees(BRUNO) && bruno().sees(ANA));
    }

    /** One of them dies by SIGKILL. */
    void kill(boolean ana) {
        (ana ? anas : brunos).node().kill();
    }

    /** Whoever is dead is started again. */
    void revive() {
        for (var home : List.of(anas, brunos)) {
            if (home.node().isAlive()) continue;
            home.node().startAgain();
            openDoor(home);
        }
    }

    /** A switch is flipped, the cable pulled or put back, or Telegram ends every connection. */
    void happens(Random random) throws Exception {
        revive();
        var who = random.nextInt(3) == 0 ? anas : brunos;
        switch (random.nextInt(6)) {
            case 0 -> anas.computer().ip("link", "set", CABLE, "down");
            case 1, 2 -> anas.computer().ip("link", "set", CABLE, "up");
            case 3 -> telegram.cut();
            case 4 -> who.rest().lan(false);
            default -> who.rest().lan(true);
        }
    }

    /** Everything works again, and nothing waits in either outbox. */
    void calm() throws Exception {
        revive();
        anas.computer().ip("link", "set", CABLE, "up");
        for (var home : List.of(anas, brunos)) home.rest().lan(true);
        for (var home : List.of(anas, brunos)) {
            await().atMost(PATIENCE)
                    .failFast(home.node().home() + " died", () -> !home.node().isAlive())
                    .untilAsserted(
                            () -> assertThat(home.rest().get("/outbox").ok()).isEmpty());
        }
    }

    @Override
    public void close() throws Exception {
        for (var thing : belongings.reversed()) thing.close();
        if (telegram != null) assertThat(telegram.mistakes()).isEmpty();
    }
}

package io.chimera.p2p.testing;

import static org.awaitility.Awaitility.await;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.delivery.Resident;
import io.chimera.core.identity.Credential;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.p2p.LanSettings;
import io.chimera.p2p.LanSettings.V1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * A computer of its own: the program a test starts in a network namespace. Ana (1001) looks for Bruno (1002) on whatever
 * networks there are, and writes to him before and after his address changes. What it prints is what the test reads.
 */
public final class Computer {

    private static final String BEFORE = "hello";
    private static final String AFTER = "you have moved";
    private static final String MOVED = "moved";
    private static final String DONE = "done";

    private final Resident self;
    private final Resident other;
    private final LanNode node;
    private final Path folder;

    private Computer(Resident self, Resident other, LanNode node, Path folder) {
        this.self = self;
        this.other = other;
        this.node = node;
        this.folder = folder;
    }

    /**
     * @param arguments a folder with what {@link #prepare} put there, and whose computer this is
     */
    public static void main(String[] arguments) throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(90));
        var folder = Path.of(arguments[0]);
        var ana = resident(1001, "Ana Figueira", folder);
        var bruno = resident(1002, "Bruno Tavares", folder);
        boolean isAnas = arguments[1].equals("1001");
        var self = isAnas ? ana : bruno;
        var other = isAnas ? bruno : ana;
        self.knows(other);
        try (var node = new LanNode(self, read(folder, self.id()), settings()).on()) {
            var computer = new Computer(self, other, node, folder);
            if (isAnas) computer.write();
            else computer.move();
        }
    }

    /** Puts a person's credential where their computer finds it. */
    public static void prepare(Path folder, long person, Credential credential) throws Exception {
        Files.write(folder.resolve(person + ".key"), credential.key().getEncoded());
        Files.write(folder.resolve(person + ".own"), credential.certificate().getEncoded());
        Files.write(
                folder.resolve(person + ".issuer"), credential.chain().get(1).getEncoded());
        Files.write(
                folder.resolve(person + ".root"),
                credential.anchors().getFirst().getEncoded());
    }

    private void write() throws IOException {
        var neighbour = await().until(this::proven, Optional::isPresent).orElseThrow();
        print("proven at " + neighbour.endpoints());
        deliver(BEFORE);
        await().until(() -> Files.exists(folder.resolve(MOVED)));
        deliver(AFTER);
        Files.createFile(folder.resolve(DONE));
    }

    /** Stays until Ana has what she waits for: who leaves before may take the receipt along. */
    private void move() throws Exception {
        await().until(() -> self.wordsWith(other).contains(BEFORE));
        print("got " + BEFORE);
        command("ip", "addr", "add", "10.9.0.3/24", "broadcast", "+", "dev", "lan1");
        command("ip", "addr", "del", "10.9.0.2/24", "dev", "lan1");
        print("moved");
        Files.createFile(folder.resolve(MOVED));
        await().until(() -> self.wordsWith(other).contains(AFTER));
        print("got " + AFTER);
        await().until(() -> Files.exists(folder.resolve(DONE)));
    }

    /** Carried until it is there; on the network nothing is said of a move but what the announcements say. */
    private void deliver(String words) {
        var parcel = self.text(other, words);
        await().until(() -> {
            var neighbour = node.neighbourhood().find(other.contact());
            return neighbour.isPresent()
                    && node.carrier().carry(List.of(parcel), neighbour.get()).getFirst() instanceof Delivered;
        });
        print("delivered " + words);
    }

    private Optional<Neighbour> proven() {
        return node.neighbourhood().find(other.contact()).filter(Neighbour::proven);
    }

    private static LanSettings settings() {
        return new LanSettings(
                50_050,
                50_052,
                0,
                null,
                Duration.ofSeconds(30),
                List.of(),
                List.of(),
                List.of(),
                new V1(false, null, 50_052, 50_051, Duration.ofSeconds(5)),
                Settings.times(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(3)));
    }

    private static Resident resident(long id, String name, Path folder) throws IOException {
        var own = Files.createTempDirectory(folder, "computer");
        return new Resident(new Account(new AccountId(id), name, Optional.empty()), own, Clock.systemUTC());
    }

    private static Credential read(Path folder, AccountId id) throws IOException, GeneralSecurityException {
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(folder.resolve(id + ".key"))));
        return new Credential(
                key,
                List.of(certificate(folder.resolve(id + ".own")), certificate(folder.resolve(id + ".issuer"))),
                List.of(certificate(folder.resolve(id + ".root"))));
    }

    private static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static void command(String... words) throws Exception {
        int code = new ProcessBuilder(words).inheritIO().start().waitFor();
        if (code != 0) throw new IllegalStateException(String.join(" ", words) + " ended with " + code);
    }

    private static void print(String line) {
        System.out.println("[computer] " + line);
    }
}

package io.chimera.web.testing;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SharedFile;
import io.chimera.core.identity.Computers.Computer;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.messenger.Messengers;
import io.chimera.core.neighbour.Refusal;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Way;
import io.chimera.core.testing.People;
import io.chimera.core.transfer.Progress;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;

/** Pages to look at: a morning in Ana's life. Run its main method and open the address it prints. */
public final class Demo {

    private static final ContactId CLARA = new ContactId(1007);
    private static final ContactId DAVI = new ContactId(1011);
    private static final ContactId YASMIN = new ContactId(1013);
    private static final ContactId MAX = new ContactId(1015);
    private static final ContactId SCHOOL = new ContactId(1017);
    private static final DialogId SITE = new DialogId(-100);

    private final House house;
    private final Messengers messengers;
    private final ScriptedEnroller enroller;
    private final ScriptedComputers computers;
    private final Instant now;

    private Demo(
            House house, Messengers messengers, ScriptedEnroller enroller, ScriptedComputers computers, Clock clock) {
        this.house = house;
        this.messengers = messengers;
        this.enroller = enroller;
        this.computers = computers;
        this.now = clock.instant();
    }

    /** Starts it on port 5055, or on the one given. */
    public static void main(String[] args) throws IOException {
        var port = args.length == 0 ? "5055" : args[0];
        var context = SpringApplication.run(TestNode.class, "--server.port=" + port, "--server.address=127.0.0.1");
        fill(
                context.getBean(House.class),
                context.getBean(Messengers.class),
                context.getBean(ScriptedEnroller.class),
                context.getBean(ScriptedComputers.class),
                context.getBean(Clock.class));
        System.out.println("http://localhost:" + port);
    }

    /** Fills the house with the morning. */
    public static void fill(
            House house, Messengers messengers, ScriptedEnroller enroller, ScriptedComputers computers, Clock clock)
            throws IOException {
        new Demo(house, messengers, enroller, computers, clock).fill();
    }

    private void fill() throws IOException {
        enroller.is(People.ANA, new Enrolment.Certified(enroller.facts(Duration.ofDays(4), Duration.ofDays(6))));
        house.certify(People.ANA);
        keys();
        people();
        others();
        withBruno();
    }

    private void keys() {
        var first =
                KeyFingerprint.of(house.certify(TestNode.BRUNO).certificate().getPublicKey());
        house.proves(People.ANA, People.BRUNO, first);
        house.proves(People.ANA, People.BRUNO, new KeyFingerprint("5e".repeat(32)));
        var own = KeyFingerprint.of(house.certify(People.ANA).certificate().getPublicKey());
        computers.are(
                new Computer(own, "Notebook do escritório", ago(60 * 24 * 3), true, Optional.empty()),
                new Computer(
                        new KeyFingerprint("c4".repeat(32)),
                        "Desktop da sala 312",
                        ago(60 * 24 * 90),
                        false,
                        Optional.empty()),
                new Computer(
                        new KeyFingerprint("07".repeat(32)),
                        "Notebook antigo",
                        ago(60 * 24 * 400),
                        false,
                        Optional.of(ago(60 * 24 * 92))));
    }

    private void people() {
        meet(CLARA, "Clara Menezes");
        meet(DAVI, "Davi Okada");
        meet(YASMIN, "ياسمين السعيد");
        meet(MAX, "Maximiliane Featherstonehaugh-Wolfeschlegelstein");
        meet(SCHOOL, "Suporte da escola <script>alert(1)</script>");
        house.storeOf(People.ANA).alter(change -> change.dialogs().save(new Dialog.Group(SITE, "Obra do 3º andar")));
        house.comes(CLARA, 31, true);
        house.comes(DAVI, 63, false);
        house.of(People.ANA)
                .lan()
                .refuses(DAVI, new Refusal(Refusal.Kind.REVOKED, "serial 4c19… was taken back 21 November", now));
    }

    private void meet(ContactId id, String name) {
        house.knows(People.ANA, new Contact(id, name, Optional.empty()));
    }

    private void others() {
        house.writes(
                People.ANA,
                MAX,
                ago(60 * 26),
                words(
                        "Morning! Here is the link I promised: https://intranet.example/projects/2026/infrastructure-modernisation/third-floor/electrical/revision-c?highlight=kitchen"));
        house.writes(
                People.ANA,
                MAX,
                ago(60 * 26),
                words("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"));
        house.writes(People.ANA, YASMIN, ago(150), words("شكراً جزيلاً، أراك غداً في الساعة 10:30"));
        house.writes(People.ANA, SCHOOL, ago(130), words("<img src=x onerror=alert(1)> & <b>boleto</b>"));
        house.writes(People.ANA, CLARA, ago(45), words("Perfeito, obrigada!"));
        house.writesInGroup(People.ANA, SITE, DAVI, ago(34), "o elétrico chega às 15 h");
        house.writesInGroup(People.ANA, SITE, CLARA, ago(33), "Ótimo, deixo a chave na portaria.");
        messengers
                .find(People.ANA)
                .orElseThrow()
                .correspondence()
                .draft(DialogId.with(DAVI), "sobre o contrato, acho que");
    }

    private void withBruno() throws IOException {
        var ana = messengers.find(People.ANA).orElseThrow();
        var bruno = messengers.find(TestNode.BRUNO).orElseThrow();
        house.areNear(ana, bruno, 27);
        house.writesNearby(People.ANA, People.BRUNO, ago(60 * 20), words("Até amanhã!"));
        house.writesNearby(
                People.ANA,
                People.BRUNO,
                ago(40),
                words("Bom dia! A planta elétrica do terceiro andar saiu da revisão."));
        house.writesNearby(People.ANA, People.BRUNO, ago(40), new Body.File(picture()));
        house.writesNearby(People.ANA, People.BRUNO, ago(39), words("Os pontos laranja são os novos."));
        send("Ficou ótimo. Falta só um ponto na copa, o resto pode ir para a obra.");
        ana.correspondence().send(People.WITH_BRUNO, file("memorial-descritivo-rev-C.pdf", 84_000));
        settle();
        house.writes(People.ANA, People.BRUNO, ago(12), words("Saí da sala um instante, já volto à rede."));
        house.of(People.ANA)
                .lan()
                .next(_ -> new Outcome.Refused("there is no room for it over there: 1.9 GB are free"));
        ana.correspondence().send(People.WITH_BRUNO, file("predio-completo.ifc", 27_000));
        settle();
        house.writesNearby(People.ANA, People.BRUNO, ago(3), words("Opa, vou abrir espaço. O vídeo está voando 🚀"));
        send("Combinado!");
        settle();
        videoOnItsWay();
    }

    private void videoOnItsWay() {
        var transfer = house.of(People.ANA)
                .transfers()
                .begin(
                        People.messageId(77),
                        People.WITH_BRUNO,
                        Progress.Direction.IN,
                        Way.LAN,
                        FileName.from("visita-obra-20-nov.mp4"),
                        5_800_000_000L);
        transfer.resumedAt(2_204_000_000L);
        Thread.ofVirtual().start(() -> {
            try (transfer) {
                while (true) {
                    transfer.moved(980_000);
                    TimeUnit.MILLISECONDS.sleep(10);
                    if (house.of(People.ANA).transfers().all().getFirst().done() > 5_700_000_000L)
                        transfer.moved(-3_000_000_000L);
                }
            } catch (IOException | InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void send(String words) {
        messengers.find(People.ANA).orElseThrow().correspondence().send(People.WITH_BRUNO, new Body.Text(words));
    }

    private void settle() {
        var ana = messengers.find(People.ANA).orElseThrow();
        Awaitility.await().until(() -> ana.read(view -> view.outbox().size()) == 0);
    }

    private SharedFile file(String name, int size) throws IOException {
        return seal(name, "application/octet-stream", new byte[size]);
    }

    private SharedFile picture() throws IOException {
        var image = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0xf6f3f1));
        pen.fillRect(0, 0, 640, 360);
        pen.setColor(new Color(0x655b56));
        pen.setStroke(new BasicStroke(4));
        pen.drawRect(60, 40, 520, 280);
        pen.drawLine(300, 40, 300, 320);
        pen.setColor(new Color(0xe07b00));
        for (int i = 0; i < 6; i++) pen.fillOval(90 + 80 * i, 90 + 30 * (i % 3), 16, 16);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return seal("planta.png", "image/png", bytes.toByteArray());
    }

    private SharedFile seal(String name, String type, byte[] bytes) throws IOException {
        try (var incoming = house.shelfOf(People.ANA).begin(FileName.from(name))) {
            incoming.write(ByteBuffer.wrap(bytes));
            return new SharedFile(FileName.from(name), type, incoming.seal());
        }
    }

    private Instant ago(int minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    private static Body.Text words(String words) {
        return new Body.Text(words);
    }
}

package io.chimera.app.scene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./chimera janus} beside a node that runs, and what is left of it on the disk: nothing. */
class JanusIT {

    private static final String SECRET = "velvet anchor thursday gravel";
    private static final Pattern PASSWORD = Pattern.compile("password  (\\S+)");
    private static final Pattern USER = Pattern.compile("user      (\\S+)");
    private static final Pattern CHECK = Pattern.compile("Check words: (.+)");

    @TempDir
    static Path folder;

    private static Node node;

    @BeforeAll
    static void start() throws IOException {
        node = Node.start(
                "lab",
                folder.resolve("lab"),
                List.of(),
                Air.fresh().settings(1, "--chimera.lan.v1.on=false", "--chimera.lab.people=1001"));
    }

    @AfterAll
    static void end() {
        if (node != null) node.close();
    }

    @BeforeEach
    void locked() throws Exception {
        assertThat(typed(List.of(), "janus", "lock")).returns(0, Ended::status);
    }

    @Test
    void aProfileIsUnlockedAskedAndLockedAndNothingSecretIsWrittenAnywhere() throws Exception {
        assertThat(typed(List.of(), "janus", "triple", "example.com"))
                .returns(1, Ended::status)
                .satisfies(ended -> assertThat(ended.out()).contains("No profile is unlocked"));

        String[] unlock = {"janus", "unlock", "--profile=anna", "--mail-domain=anna.example"};
        var weak = typed(List.of("password1234"), unlock);
        assertThat(weak.out()).contains("could find it").doesNotContain("password1234", "Exception");
        var unlocked = typed(List.of(SECRET), unlock);
        assertThat(unlocked.out()).contains("Unlocked: janus1:std:anna").doesNotContain(SECRET);
        var check = first(CHECK, unlocked);
        assertThat(typed(List.of(), "janus").out()).contains(check);

        var triple = typed(List.of(), "janus", "triple", "https://shop.example.com/x");
        assertThat(triple.out()).contains("site      example.com", "@anna.example", "bits      131");
        var password = first(PASSWORD, triple);
        var second = typed(List.of(), "janus", "triple", "--counter=2", "example.com");
        assertThat(first(PASSWORD, second)).isNotEqualTo(password);
        assertThat(typed(List.of(first(USER, second)), "janus", "find").out())
                .contains("USER for example.com, counter 2");
        assertThat(typed(List.of("nobody"), "janus", "find", "other.example")).returns(1, Ended::status);
        assertThat(typed(List.of(), "janus", "triple", "--rules=minlength: many", "example.com")
                        .out())
                .contains("many");
        var pin = typed(List.of(), "janus", "triple", "--rules=maxlength: 6; required: digit", "example.com");
        assertThat(first(PASSWORD, pin)).matches("[0-9]{6}");
        var byName = new Rest(node, 1001)
                .postTo("/api/v1/janus/triple", Map.of("profile", "anna", "site", "example.com"))
                .ok();
        assertThat(byName.path("password").asString()).isEqualTo(password);

        assertThat(typed(List.of(), "janus", "lock").out()).contains("Locked");
        assertThat(typed(List.of(), "janus").out()).contains("Nothing is unlocked");
        assertThat(first(CHECK, typed(List.of(SECRET), unlock))).isEqualTo(check);

        assertThat(node.output()).contains("A profile was unlocked").doesNotContain(SECRET, password, check);
        try (var files = Files.walk(node.home())) {
            for (var file : files.filter(Files::isRegularFile).toList())
                assertThat(new String(Files.readAllBytes(file), UTF_8))
                        .as("%s", file)
                        .doesNotContain(SECRET)
                        .doesNotContain(password)
                        .doesNotContain(check);
        }
    }

    @Test
    void aProfileIsRememberedWhenThatIsWantedAndItsSitesGoAlong() throws Exception {
        String[] unlock = {"janus", "unlock", "--profile=carla"};
        assertThat(typed(List.of(SECRET), "janus", "unlock", "--profile=carla", "--remember")
                        .out())
                .contains("Remembered on this computer");
        assertThat(typed(List.of(SECRET + "s"), unlock))
                .returns(1, Ended::status)
                .satisfies(ended -> assertThat(ended.out())
                        .contains("not the secret this computer knows for carla", "somebody else")
                        .doesNotContain(SECRET));
        var kept = typed(List.of(), "janus", "triple", "--counter=3", "--keep", "https://hidden-site.example/");
        assertThat(kept.out()).contains("counter   3");
        assertThat(typed(List.of(), "janus", "triple", "hidden-site.example").out())
                .contains(first(PASSWORD, kept));
        assertThat(typed(List.of(), "janus", "sites").out()).contains("hidden-site.example  counter 3");
        assertThat(typed(List.of(), "janus", "sites", "--allow-http=hidden-site.example")
                        .out())
                .contains("Plain http is allowed");
        assertThat(typed(List.of(), "janus", "sites", "--leave-alone=hidden-site.example")
                        .out())
                .contains("Nothing is filled in at hidden-site.example");
        assertThat(typed(List.of(), "janus", "sites").out()).contains("plain http allowed  left alone");
        assertThat(typed(List.of(), "janus", "sites", "--fill-in=hidden-site.example")
                        .out())
                .contains("filled in again");
        assertThat(typed(List.of(), "janus", "sites", "--forbid-http=hidden-site.example")
                        .out())
                .contains("forbidden");
        assertThat(typed(List.of(), "janus", "sites").out()).doesNotContain("allowed", "left alone");
        assertThat(typed(List.of(), "janus", "sites", "--allow-http=hidden-site.example"))
                .returns(0, Ended::status);

        var file = folder.resolve("sites.cards");
        assertThat(typed(List.of(), "janus", "sites", "--export=" + file).out()).contains("Written to");
        assertThat(typed(List.of(), "janus", "sites", "--export=" + file)).returns(1, Ended::status);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        for (var written :
                List.of(file, node.home().resolve("chimera.db"), node.home().resolve("chimera.db-wal")))
            assertThat(new String(Files.readAllBytes(written), UTF_8))
                    .as("%s", written)
                    .doesNotContain("hidden-site", first(PASSWORD, kept), SECRET);
        assertThat(typed(List.of(), "janus", "sites", "--remove=hidden-site.example")
                        .out())
                .contains("Removed");
        assertThat(typed(List.of(), "janus", "sites", "--import=" + file).out()).contains("1 cards taken in");
        assertThat(typed(List.of(), "janus", "sites").out()).doesNotContain("plain http allowed");
        assertThat(typed(List.of(), "janus", "forget", "carla").out()).contains("carla is forgotten");
        assertThat(typed(List.of(SECRET + "s"), unlock)).returns(0, Ended::status);
    }

    @Test
    void aStrongProfileWithAKitNeedsBoth() throws Exception {
        var kit = "abcde-fghij-klmno-pqrst-uvwxy-a";
        String[] unlock = {"janus", "unlock", "--strong", "--kit"};
        var first = typed(List.of("bruno", "short", kit), unlock);
        assertThat(first.out()).contains("Unlocked: janus1:strong:bruno").doesNotContain("short", kit);
        var other = typed(List.of("bruno", "short", kit.replace("fghij", "jihgf")), unlock);
        assertThat(first(CHECK, other)).isNotEqualTo(first(CHECK, first));
    }

    @Test
    void sitesWhoseHttpsIsLookedIntoAreChosenAndTheirCertificateIsWritten() throws Exception {
        assertThat(https().out()).contains("No site is chosen");
        for (var wrong : List.of("*", "co.uk", "192.0.2.7", "www.example.com", "windowsupdate.com"))
            assertThat(https("add", wrong)).as(wrong).returns(1, Ended::status);
        assertThat(https("add", "example.com").out()).contains("example.com  waits", "certificate --to FILE");

        var file = folder.resolve("janus.crt");
        assertThat(https("certificate", "--to", file.toString()).out())
                .contains("speaks for   example.com", "Written to");
        assertThat(https("certificate", "--to", file.toString())).returns(1, Ended::status);
        var certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(Files.newInputStream(file));
        assertThat(certificate.getBasicConstraints()).isZero();
        assertThat(Files.readString(file)).doesNotContain("KEY");
        var key = node.home().resolve("janus/authority.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");

        assertThat(https("certificate", "--given").out()).contains("example.com  looked into");
        assertThat(https("off", "example.com").out()).contains("example.com  off");
        assertThat(https("add", "example.com", "--for-now").out())
                .contains("example.com  looked into  only until Chimera ends");
        assertThat(https("never", "bank.example.com").out()).contains("bank.example.com  never looked into");
        var health = new Rest(node, 1001)
                .getFrom("/actuator/health")
                .ok()
                .path("components")
                .path("janus")
                .path("details");
        assertThat(health.path("httpsSites").asInt()).isEqualTo(1);
        assertThat(health.path("certificateDays").asInt()).isBetween(728, 730);
        assertThat(https("remove", "bank.example.com").out()).contains("Removed");
        assertThat(https("on", "other.com")).returns(1, Ended::status);

        assertThat(https("delete").out()).contains("destroyed");
        assertThat(key).doesNotExist();
        assertThat(https("list").out()).contains("example.com  off").doesNotContain("bank");
        assertThat(https("remove", "example.com")).returns(0, Ended::status);
    }

    private static Ended https(String... verb) throws IOException, InterruptedException {
        return typed(
                List.of(),
                Stream.concat(Stream.of("janus", "https"), Stream.of(verb)).toArray(String[]::new));
    }

    private static String first(Pattern pattern, Ended ended) {
        var found = pattern.matcher(ended.out());
        assertThat(found.find()).as(ended.out()).isTrue();
        return found.group(1);
    }

    private record Ended(int status, String out) {}

    /** A verb, with lines typed ahead. */
    private static Ended typed(List<String> lines, String... verb) throws IOException, InterruptedException {
        var typed = Files.write(Files.createTempFile(folder, "typed", ".txt"), lines);
        var log = Files.createTempFile(folder, "verb", ".log");
        var process = new ProcessBuilder(Program.ready().command(List.of(verb)))
                .redirectInput(typed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        process.environment().put("CHIMERA_HOME", node.home().toString());
        var running = process.start();
        if (!running.waitFor(2, TimeUnit.MINUTES)) {
            running.destroyForcibly();
            throw new AssertionError("it did not end: " + Files.readString(log, UTF_8));
        }
        return new Ended(running.exitValue(), Files.readString(log, UTF_8));
    }
}

package io.chimera.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.app.ChimeraApplication;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.signin.ScriptedSignIns;
import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInStep.CodeWay;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Signing in at a terminal, by way of a node that runs in this process and has a cloud to sign in to. */
@Timeout(180)
class InstallCommandTest {

    private static final String CLARAS = "+5521990001003";

    @TempDir
    static Path home;

    private static ConfigurableApplicationContext node;

    private ScriptedSignIns cloud;
    private ScriptedSignIns.Person clara;

    /** Beside what a node has anyway. */
    static class WithCloud {
        @Bean
        ScriptedSignIns signIns(Clock clock) {
            return new ScriptedSignIns(clock, _ -> {});
        }
    }

    @BeforeAll
    static void startTheNode() {
        node = new SpringApplicationBuilder(ChimeraApplication.class, WithCloud.class)
                .run("--chimera.home=" + home, "--server.port=0", "--chimera.lan.enabled=false");
    }

    @AfterAll
    static void endIt() {
        if (node != null) node.close();
    }

    @BeforeEach
    void aPerson() {
        cloud = node.getBean(ScriptedSignIns.class);
        cloud.anew();
        clara = cloud.person(new PhoneNumber(CLARAS), "Clara Menezes");
    }

    private record Ended(int status, String said) {}

    private static Ended install(InputStream typed) {
        return run(typed, StandardCharsets.UTF_8, "install");
    }

    private static Ended run(InputStream typed, Charset terminal, String... verb) {
        var in = System.in;
        var out = System.out;
        var err = System.err;
        var said = new ByteArrayOutputStream();
        var printed = new PrintStream(said, true, terminal);
        System.setIn(typed);
        System.setOut(printed);
        System.setErr(printed);
        try {
            int status = Verbs.run(verb, home);
            return new Ended(status, said.toString(terminal));
        } finally {
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static Supplier<String> line(String text) {
        return () -> text;
    }

    private static List<Supplier<String>> application() {
        return List.of(
                line(String.valueOf(ScriptedSignIns.APPLICATION.id())), line(ScriptedSignIns.APPLICATION.hash()));
    }

    @Test
    void byNumberCodeAndPassword() {
        clara.withPassword(" sal ", "na cozinha");
        var typed = new Typed(application())
                .then(line("55 21 99000-1003"))
                .then(clara::code)
                .then(line(" sal "));

        var ended = install(typed);

        assertThat(ended.status()).as(ended.said()).isZero();
        assertThat(ended.said())
                .contains(
                        "my.telegram.org",
                        "They stay here",
                        "with the country code",
                        "in the app on another device",
                        "Your hint: na cozinha",
                        "Clara Menezes is signed in, with the id " + clara.id(),
                        "http://localhost:")
                .doesNotContain(ScriptedSignIns.APPLICATION.hash(), clara.code());
    }

    @Test
    void theFirstSpellingWorksToo() {
        var ended =
                run(new Typed(application()).then(line(CLARAS)).then(clara::code), StandardCharsets.UTF_8, "--install");

        assertThat(Verbs.isVerb(new String[] {"--install"})).isTrue();
        assertThat(ended.status()).as(ended.said()).isZero();
    }

    @Test
    void whatIsWrongIsSaidAndAskedAgain() {
        var ended = install(new Typed(List.of(line("none"), line("x")))
                .then(application())
                .then(line("12"))
                .then(line(CLARAS))
                .then(line("99999"))
                .then(clara::code));

        assertThat(ended.status()).as(ended.said()).isZero();
        assertThat(ended.said())
                .contains(
                        "does not know this application",
                        "does not take this for a telephone number",
                        "code is not right");
    }

    @Test
    void aCodeIsSentAgainAndTheWayBackIsOpen() {
        clara.withCodes(CodeWay.SMS, CodeWay.CALL, Duration.ZERO);
        var ended = install(new Typed(application())
                .then(line(CLARAS))
                .then(line("back"))
                .then(line(CLARAS))
                .then(line("resend"))
                .then(clara::code));

        assertThat(ended.status()).as(ended.said()).isZero();
        assertThat(ended.said())
                .contains("To get it by a voice that calls: resend.", "sent a code to " + CLARAS + " by a voice");
    }

    @Test
    void beforeItsTimeAnotherCodeIsRefusedWithTheTime() {
        clara.withCodes(CodeWay.SMS, CodeWay.CALL, Duration.ofHours(1));
        var ended = install(
                new Typed(application()).then(line(CLARAS)).then(line("resend")).then(clara::code));

        assertThat(ended.status()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("resend, from ", "asked too often", "Possible again from ");
    }

    @Test
    void anEmailIsGivenAndItsCode() {
        clara.whoMustGiveAnEmail();
        var ended = install(new Typed(application())
                .then(line(CLARAS))
                .then(line("clara@example.org"))
                .then(clara::code));

        assertThat(ended.status()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("c***@example.org");
    }

    @Test
    void aBotSignsInByItsToken() {
        var token = cloud.bot("Portaria");
        var ended = install(new Typed(application()).then(line("bot")).then(line(token)));

        assertThat(ended.status()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("Portaria is signed in").doesNotContain(token);
    }

    @Test
    void aCodeIsShownToBeScanned() {
        var typed = new Typed(application())
                .then(line("qr"))
                .ahead("back")
                .then(line("qr"))
                .whenNothingIsTyped(clara::scans);

        var ended = install(typed);

        assertThat(ended.status()).as(ended.said()).isZero();
        assertThat(ended.said())
                .contains("█▀▀▀▀▀█", "Link Desktop Device", "Clara Menezes is signed in")
                .doesNotContain("tg://", "\u001b");
    }

    @Test
    void aTerminalWithoutBlocksHasOtherSigns() {
        var ended = run(
                new Typed(application()).then(line("qr")).whenNothingIsTyped(clara::scans),
                StandardCharsets.US_ASCII,
                "install");

        assertThat(ended.status()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("##############  ").doesNotContain("?");
    }

    @Test
    void whoTypesNothingMoreHasCancelled() {
        var ended = install(new Typed(application()).then(line(CLARAS)));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.said()).contains("Nothing more was typed, so the sign-in was cancelled");
        assertThat(install(new ByteArrayInputStream(new byte[0])).status()).isEqualTo(1);
    }

    @Test
    void whatEndsByItselfSaysWhy() {
        var ended = install(new Typed(application()).then(() -> {
            cloud.endAll(SignInProblem.of(SignInProblem.Kind.COMPUTER, "no space left on device"));
            return CLARAS;
        }));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.said())
                .contains(
                        "Nobody was signed in.", "Something on this computer is in the way", "no space left on device");
    }

    @Test
    void noSecretIsTakenAsAnArgument() {
        var ended = run(new Typed(List.of()), StandardCharsets.UTF_8, "install", "--password=sal");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(run(new Typed(List.of()), StandardCharsets.UTF_8, "install", "--help")
                        .said())
                .contains("Secrets are typed in");
    }

    /** Lines as they are typed: each is thought of when it is asked for. */
    private static final class Typed extends InputStream {

        private final Queue<Supplier<String>> lines = new ArrayDeque<>();
        private byte[] line = new byte[0];
        private int at;
        private int taken;
        private int ahead = -1;
        private Runnable idle = () -> {};

        Typed(List<Supplier<String>> lines) {
            then(lines);
        }

        Typed then(Supplier<String> next) {
            lines.add(next);
            return this;
        }

        Typed then(List<Supplier<String>> more) {
            lines.addAll(more);
            return this;
        }

        /** Typed without being asked, together with the line before. */
        Typed ahead(String text) {
            lines.add(line(text));
            ahead = lines.size();
            return this;
        }

        /** What somebody does who is looked at for a line and types none. */
        Typed whenNothingIsTyped(Runnable meanwhile) {
            idle = meanwhile;
            return this;
        }

        private boolean hasLine() {
            if (at < line.length) return true;
            var next = lines.poll();
            if (next == null) return false;
            taken++;
            line = (next.get() + "\n").getBytes(StandardCharsets.UTF_8);
            at = 0;
            return true;
        }

        @Override
        public int available() {
            int more = line.length - at + (taken + 1 == ahead ? 1 : 0);
            if (more == 0) idle.run();
            return more;
        }

        @Override
        public int read() {
            return hasLine() ? line[at++] : -1;
        }

        @Override
        public int read(byte[] into, int from, int most) {
            if (!hasLine()) return -1;
            int count = Math.min(most, line.length - at);
            System.arraycopy(line, at, into, from, count);
            at += count;
            return count;
        }
    }
}

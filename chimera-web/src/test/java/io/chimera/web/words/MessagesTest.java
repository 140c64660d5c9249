package io.chimera.web.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.dialog.Tick;
import io.chimera.core.dialog.UnacceptableText;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.janus.Effort;
import io.chimera.core.janus.Found;
import io.chimera.core.janus.HttpsRefused;
import io.chimera.core.janus.HttpsSites;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.Traffic;
import io.chimera.core.janus.WhyTheSite;
import io.chimera.core.neighbour.Dialect;
import io.chimera.core.provider.Register;
import io.chimera.core.route.Reason;
import io.chimera.core.route.Way;
import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInStep.CodeWay;
import io.chimera.core.transfer.Progress;
import io.chimera.web.dialog.ListFilter;
import io.chimera.web.preference.Theme;
import io.chimera.web.sign.StepKind;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    private static final Path PAGES = Path.of("src/main/resources/io/chimera/web/pages");
    private static final Path CODE = Path.of("src/main/java");

    /** Everything that is said by its name, and the aspects in which it is said. */
    private static final Map<Enum<?>[], List<String>> NAMED = Map.ofEntries(
            Map.entry(Tick.values(), List.of("", ".title")),
            Map.entry(Way.values(), List.of("", ".title", ".now", ".unproven", ".turn", ".next")),
            Map.entry(Reason.values(), List.of("", ".now", ".then")),
            Map.entry(UnacceptableText.Why.values(), List.of("", ".text")),
            Map.entry(EnrolmentFailed.Cause.values(), List.of("", ".next")),
            Map.entry(RevocationReason.values(), List.of("", ".operator")),
            Map.entry(Dialect.values(), List.of("")),
            Map.entry(Progress.Direction.values(), List.of("")),
            Map.entry(ListFilter.values(), List.of("", ".empty")),
            Map.entry(Theme.values(), List.of("")),
            Map.entry(StepKind.values(), List.of("")),
            Map.entry(SignInProblem.Kind.values(), List.of("", ".next")),
            Map.entry(CodeWay.values(), List.of(".sent", ".other")),
            Map.entry(Effort.values(), List.of("", ".about")),
            Map.entry(WhyTheSite.values(), List.of("")),
            Map.entry(Found.Value.values(), List.of("")),
            Map.entry(PseudonymRefused.Refusal.values(), List.of("")),
            Map.entry(Language.values(), List.of("")),
            Map.entry(Register.Event.values(), List.of("")));

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(keys("pt_BR")).isEqualTo(keys("en"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pt_BR"})
    void everythingThatHasANameHasWords(String language) {
        assertThat(keys(language)).containsAll(named());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pt_BR"})
    void everyPatternCanBeFilled(String language) {
        read(language).forEach((key, text) -> {
            assertThat(text.toString()).as("%s", key).isNotBlank();
            var filled = new MessageFormat(text.toString()).format(new Object[] {2, 3, 4, 5});
            assertThat(filled).as("%s", key).doesNotContain("{");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pt_BR"})
    void noWordIsMissingAndNoneIsLeftOver(String language) throws IOException {
        var said = new TreeSet<>(named());
        said.addAll(found(PAGES, Pattern.compile("#\\{([a-z][a-z0-9.]*[a-z0-9])")));
        said.addAll(found(PAGES, Pattern.compile("#messages\\.msg\\('([a-z.]+)'\\)")));
        said.addAll(found(CODE, Pattern.compile("\"((?:[a-z]+\\.)+[a-z.]+)\"")));
        Stream.of("seen", "news", "compared", "blocked")
                .flatMap(state -> Stream.of("safety." + state, "safety." + state + ".about"))
                .forEach(said::add);
        Stream.of("key_compromise", "superseded", "cessation_of_operation", "unspecified")
                .forEach(reason -> said.add("disown." + reason));
        Stream.of("day", "hour", "minute", "second").forEach(unit -> said.add("figure." + unit));
        Stream.of("GOOD", "ENDED", "REVOKED", "UNSEEN").forEach(validity -> said.add("Validity." + validity));
        Stream.of("asked", "proven", "wrong", "undeliverable", "limited", "revoked")
                .forEach(figure -> said.add("overview." + figure));
        Stream.of(Traffic.Why.values()).forEach(why -> said.add("janus.why." + why));
        Stream.of(Traffic.WhyNot.values()).forEach(why -> said.add("janus.unseen." + why));
        Stream.of(Traffic.Part.values()).forEach(part -> said.add("janus.part." + part));
        Stream.of(Found.Value.values()).forEach(value -> said.add("janus.value." + value));
        Stream.of(HttpsRefused.Refusal.values()).forEach(refusal -> said.add("janus.https.refused." + refusal));
        Stream.of(HttpsSites.Reach.values()).forEach(reach -> said.add("janus.https.reach." + reach));
        Stream.of("chats", "neighbours", "transfers", "janus", "certificate", "settings")
                .forEach(part -> said.add("part." + part));
        Stream.of("unknown", "challenged", "certified", "expiring", "expired", "revoked")
                .flatMap(state -> Stream.of("certificate." + state, "certificate." + state + ".about"))
                .forEach(said::add);
        Stream.of(400, 401, 403, 404, 405, 409, 413, 500, 507)
                .flatMap(status -> Stream.of("error." + status, "error." + status + ".next"))
                .forEach(said::add);
        said.retainAll(Stream.concat(said.stream().filter(keys(language)::contains), inPages())
                .toList());

        assertThat(keys(language)).as("said somewhere").containsAll(said);
        assertThat(said).as("kept for nothing").containsAll(keys(language));
    }

    private static Stream<String> inPages() throws IOException {
        return found(PAGES, Pattern.compile("#\\{([a-z][a-z0-9.]*[a-z0-9])")).stream();
    }

    private static TreeSet<String> named() {
        var keys = new TreeSet<String>();
        NAMED.forEach((things, aspects) -> Stream.of(things)
                .forEach(thing -> aspects.forEach(
                        aspect -> keys.add(thing.getDeclaringClass().getSimpleName() + "." + thing.name() + aspect))));
        return keys;
    }

    private static TreeSet<String> found(Path folder, Pattern pattern) throws IOException {
        var keys = new TreeSet<String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                pattern.matcher(Files.readString(file)).results().forEach(result -> keys.add(result.group(1)));
            }
        }
        return keys;
    }

    private static TreeSet<String> keys(String language) {
        return new TreeSet<>(read(language).stringPropertyNames());
    }

    private static Properties read(String language) {
        var properties = new Properties();
        try (var in = new InputStreamReader(
                MessagesTest.class.getResourceAsStream("/io/chimera/web/messages_" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return properties;
    }
}

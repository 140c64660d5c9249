package io.chimera.janus.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.janus.derive.UserNames.Length;
import io.chimera.janus.site.Site;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Janus function promises (Gabber, Gibbons, Matias, Mayer; Financial Cryptography 1997). */
class DerivationTest {

    static final String SECRET = "a secret that is long enough";

    private static MasterKey anna;

    @BeforeAll
    static void unlock() {
        anna = key("anna", SECRET);
    }

    @AfterAll
    static void lock() {
        anna.close();
    }

    static MasterKey key(String profile, String secret) {
        return MasterKey.derive(Profile.of(profile), secret.toCharArray(), KitSecret.none());
    }

    private static Persona at(String site) {
        return Persona.at(new Site(site));
    }

    /** Prints values for a list of sites: what another process is started for. */
    public static void main(String[] arguments) {
        try (var key = key("anna", SECRET)) {
            System.out.print(String.join("\n", values(key)));
        }
    }

    private static List<String> values(MasterKey key) {
        var values = new ArrayList<String>();
        for (int i = 0; i < 1_000; i++) {
            var who = at("site-" + i + ".example");
            values.add(UserNames.of(key, who, Length.USUAL) + " " + Passwords.of(key, who, PasswordPolicy.USUAL));
        }
        return values;
    }

    /** Turkish has another lower case of I, Thai another calendar; neither may matter. */
    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "th-TH", "en-US"})
    void aComputerInAnotherLanguageDerivesTheSame(String locale) throws Exception {
        assertThat(elsewhere(locale)).isEqualTo(String.join("\n", values(anna)));
    }

    private static String elsewhere(String locale) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var parts = locale.split("-");
        var process = new ProcessBuilder(
                        java,
                        "-Duser.language=" + parts[0],
                        "-Duser.country=" + parts[1],
                        "-Dfile.encoding=ISO-8859-1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DerivationTest.class.getName())
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return printed;
    }

    @Test
    void everythingThatIsDifferentMakesADifference() {
        var seen = new HashSet<String>();
        for (var profile : List.of("anna", "bruno")) {
            for (var secret : List.of(SECRET, SECRET + "!")) {
                try (var key = key(profile, secret)) {
                    for (var site : List.of("a.example", "b.example"))
                        for (var persona : List.of("", "work"))
                            for (var counter : List.of(1, 2)) {
                                var who = new Persona(new Site(site), persona, counter);
                                seen.add(UserNames.of(key, who, Length.USUAL));
                                seen.add(Passwords.of(key, who, PasswordPolicy.USUAL));
                            }
                }
            }
        }
        assertThat(seen).hasSize(2 * 2 * 2 * 2 * 2 * 2);
    }

    @Test
    void theKitSecretMakesADifferenceToo() {
        var kit = KitSecret.random(new SecureRandom());
        try (var with = MasterKey.derive(Profile.of("anna"), SECRET.toCharArray(), kit);
                var again = MasterKey.derive(
                        Profile.of("anna"),
                        SECRET.toCharArray(),
                        KitSecret.parse(kit.text().toUpperCase()).orElseThrow())) {
            assertThat(CheckNumbers.of(with)).isEqualTo(CheckNumbers.of(again)).isNotEqualTo(CheckNumbers.of(anna));
        }
    }

    @Test
    void fieldsCannotRunIntoEachOther() {
        var one = Fields.of("p").and("ab").and("c").bytes();
        var other = Fields.of("p").and("a").and("bc").bytes();

        assertThat(one).isNotEqualTo(other);
        assertThat(UserNames.of(anna, new Persona(new Site("ab"), "c", 1), Length.USUAL))
                .isNotEqualTo(UserNames.of(anna, new Persona(new Site("a"), "bc", 1), Length.USUAL));
    }

    @Test
    void lettersThatLookAlikeAndAreTheSameGiveTheSame() {
        try (var composed = key("joão", "pão de queijo às sete");
                var decomposed = key("joa\u0303o", "pa\u0303o de queijo a\u0300s sete")) {
            assertThat(CheckNumbers.of(composed)).isEqualTo(CheckNumbers.of(decomposed));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "tab\there", "\uD800 alone", "\u0378 unassigned"})
    void secretsThatCouldBeTypedDifferentlyElsewhereAreRefused(String secret) {
        assertThatThrownBy(() -> key("anna", secret)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "a/b", "\u0000", "ááááááááááááááááááááááááááááááááá"})
    void profilesAreCalledBySomethingOneCanWriteDown(String name) {
        assertThatThrownBy(() -> Profile.of(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aProfilesTextIsAllThereIsToKeep() {
        var profile = new Profile(" Anna ", Hardness.STRONG);

        assertThat(profile.text()).isEqualTo("janus1:strong:anna");
        assertThat(Profile.parse("janus1:strong:anna")).isEqualTo(profile);
        assertThatThrownBy(() -> Profile.parse("janus2:std:anna")).hasMessageContaining("janus1:std:name");
    }

    @Test
    void afterLockingNothingIsDerived() {
        var key = key("anna", SECRET);
        key.close();

        assertThatThrownBy(() -> CheckNumbers.of(key)).hasMessageContaining("locked");
        assertThat(key.toString()).isEqualTo("MasterKey[janus1:std:anna, locked]");
    }

    @Test
    void aKitSecretIsReadAsPeopleCopyIt() {
        var kit = KitSecret.random(new SecureRandom());

        assertThat(KitSecret.parse("  " + kit.text().toUpperCase().replace('-', ' ') + "\n"))
                .hasValue(kit);
        assertThat(kit.text()).matches("([a-z2-7]{5}-){5}[a-z2-7]");
        assertThat(KitSecret.parse(kit.text().substring(1))).isEmpty();
        assertThat(KitSecret.parse(kit.text().replaceFirst(".", "!"))).isEmpty();
        assertThat(kit.toString()).doesNotContain(kit.text().substring(0, 5));
    }

    @Test
    void everyStringOfBytesHasOneSpelling() {
        assertThat(Base32.encode("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("mzxw6ytboi"); // RFC 4648 §10
        for (int length = 0; length < 40; length++) {
            var bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            var text = Base32.encode(bytes);
            assertThat(Base32.decode(text))
                    .hasValueSatisfying(back -> assertThat(back).isEqualTo(bytes));
            assertThat(Base32.decode(text + "a")).isNotEqualTo(Base32.decode(text));
        }
        assertThat(Base32.decode("my")).isPresent();
        assertThat(Base32.decode("mz")).isEmpty(); // bits at the end that stand for nothing
        assertThat(Base32.decode("m")).isEmpty();
        assertThat(Base32.decode("MZ")).isEmpty();
    }

    @Test
    void namesCanBeSaidAndSayNothingUgly() {
        for (var length : Length.values()) {
            for (int i = 0; i < 20_000; i++) {
                assertThat(UserNames.of(anna, at("site" + i + ".example"), length))
                        .matches(length == Length.USUAL ? "([a-z][aeiou]){5}[0-9]{2}" : "([a-z][aeiou]){7}[0-9]{2}")
                        .doesNotContain("puta", "nazi");
            }
        }
    }

    @Test
    void noTwoSitesShareAPasswordAndHardlyTwoAName() {
        assertNoneShared(100_000, 1);
    }

    /** The birthday bound of 10 million names of 38.7 bits is some 110 pairs. */
    @Test
    @Tag("long")
    void noTwoOfTenMillionSitesShareAPassword() {
        assertNoneShared(10_000_000, 250);
    }

    private static void assertNoneShared(int sites, int fewNames) {
        Set<Long> passwords = new HashSet<>(sites * 2);
        Set<Long> names = new HashSet<>(sites * 2);
        int sharedNames = 0;
        for (int i = 0; i < sites; i++) {
            var who = at(i + ".example");
            assertThat(passwords.add(hash(Passwords.of(anna, who, PasswordPolicy.USUAL))))
                    .isTrue();
            if (!names.add(hash(UserNames.of(anna, who, Length.USUAL)))) sharedNames++;
        }
        assertThat(sharedNames).isLessThanOrEqualTo(fewNames);
    }

    /** 64 bits of a hash: two of ten million meet once in 370 thousand runs. */
    private static long hash(String value) {
        return ByteBuffer.wrap(MasterKey.sha256(value.getBytes(StandardCharsets.US_ASCII)))
                .getLong();
    }

    /**
     * Whether two sites have the same customer cannot be told from what they see: of pairs of names, of one person or of
     * two, their likeness tells no more than a coin.
     */
    @Test
    void twoSitesTogetherCannotTellWhetherTheyHaveTheSameCustomer() {
        try (var bruno = key("bruno", SECRET)) {
            int pairs = 20_000;
            int guessed = 0;
            for (int i = 0; i < pairs; i++) {
                boolean same = i % 2 == 0;
                var here = seen(anna, "a" + i + ".example");
                var there = seen(same ? anna : bruno, "b" + i + ".example");
                if (likeness(here, there) > 1 == same) guessed++;
            }
            assertThat(guessed / (double) pairs).isBetween(0.48, 0.52);
        }
    }

    private static String seen(MasterKey key, String site) {
        return UserNames.of(key, at(site), Length.USUAL) + Passwords.of(key, at(site), PasswordPolicy.USUAL);
    }

    private static int likeness(String one, String other) {
        int alike = 0;
        for (int i = 0; i < one.length(); i++) if (one.charAt(i) == other.charAt(i)) alike++;
        return alike;
    }
}

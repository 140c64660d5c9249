package io.chimera.janus.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.janus.site.Site;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    private static MasterKey anna;

    @BeforeAll
    static void unlock() {
        anna = DerivationTest.key("anna", DerivationTest.SECRET);
    }

    @AfterAll
    static void lock() {
        anna.close();
    }

    private static String password(int i, PasswordPolicy policy) {
        return Passwords.of(anna, Persona.at(new Site(i + ".example")), policy);
    }

    @Test
    void theUsualPasswordHasTwentyTwoLettersAndDigits() {
        assertThat(PasswordPolicy.USUAL.bits()).isBetween(130.9, 131.1);
        assertThat(password(1, PasswordPolicy.USUAL)).matches("[A-Za-z0-9]{22}");
    }

    /** Rules of the kinds sites have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minlength: 6; maxlength: 6; required: digit                              | [0-9]{6}",
                "minlength: 4; maxlength: 4; allowed: digit; required: digit              | [0-9]{4}",
                "required: digit; maxlength: 100                                          | [0-9]{39}",
                "minlength: 8; maxlength: 8; required: lower; required: upper, digit      | [A-Za-z0-9]{8}",
                "maxlength: 16; required: special                                         | (?=.*[-_.!*]).{16}",
                "minlength: 30                                                            | [A-Za-z0-9]{30}",
                "maxlength: 12; required: [-/?]; allowed: lower                           | (?=.*[-/?])[a-z/?-]{12}",
                "allowed: [#*]; maxlength: 20                                             | [#*]{20}",
                "allowed: special, upper; maxlength: 10                                   | [A-Z]{10}",
                "required: []]; maxlength: 9                                              | ]{9}",
                "allowed: ascii-printable; maxlength: 20                                  | [A-Za-z0-9]{20}",
                "MinLength: 10; MAXLENGTH: 10; Required: Upper                            | [A-Z]{10}"
            })
    void whatASiteAcceptsIsWhatIsMade(String rules, String pattern) {
        var policy = PasswordRules.parse(rules);

        for (int i = 0; i < 200; i++) assertThat(password(i, policy)).matches(pattern);
    }

    @Test
    void nothingRepeatsItselfWhereThatIsNotAllowed() {
        var policy = PasswordRules.parse("minlength: 12; maxlength: 12; allowed: [ab]; max-consecutive: 2");

        for (int i = 0; i < 500; i++)
            assertThat(password(i, policy)).doesNotContain("aaa").doesNotContain("bbb");
    }

    @Test
    void theSameRulesInOtherWordsMakeTheSamePassword() {
        var one = PasswordRules.parse("minlength: 8; maxlength: 20; required: lower; required: digit; allowed: upper");
        var other = PasswordRules.parse("allowed: upper;required:digit; maxlength:20;  required: lower; minlength: 2");

        assertThat(other).isEqualTo(one);
        assertThat(password(1, other)).isEqualTo(password(1, one));
        assertThat(password(1, PasswordRules.parse("maxlength: 19; required: lower; required: digit; allowed: upper")))
                .isNotEqualTo(password(1, one).substring(0, 19));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "minlength: 9; maxlength: 8",
                "minlength: eight",
                "minlength: 0",
                "maxlength: 2; required: upper; required: lower; required: digit",
                "required: [abc",
                "required: klingon",
                "required: ",
                "required: [ ]",
                "allowed: [é]",
                "please: 8",
                "nonsense",
                "minlength: 5; maxlength: 5; allowed: [a]; max-consecutive: 1"
            })
    void rulesThatCannotBeReadOrMetAreToldSo(String rules) {
        assertThatThrownBy(() -> password(1, PasswordRules.parse(rules)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .endsWith(".");
    }

    @Test
    void randomRulesAreReadOrRefusedAndNothingElse() {
        var random = new Random(5);
        var pieces = new String[] {
            "minlength",
            "maxlength",
            "required",
            "allowed",
            "max-consecutive",
            ":",
            ";",
            ",",
            "[",
            "]",
            "-",
            " ",
            "8",
            "99999",
            "upper",
            "lower",
            "digit",
            "special",
            "unicode",
            "é",
            "\u0000",
            "]]"
        };
        for (int i = 0; i < 50_000; i++) {
            var rules = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) rules.append(pieces[random.nextInt(pieces.length)]);
            try {
                assertThat(PasswordRules.parse(rules.toString()).length()).isBetween(1, 128);
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).as(rules.toString()).isNotBlank();
            }
        }
    }

    @Test
    void everyCharacterIsAsLikelyAsAnyOtherInEveryPlace() {
        assertUniform(50_000);
    }

    @Test
    @Tag("long")
    void everyCharacterIsAsLikelyAsAnyOtherInAMillionPasswords() {
        assertUniform(1_000_000);
    }

    /** Pearson's χ² for each place; 62 kinds have 61 degrees of freedom, and p = 0.001 / 22 places is at about 118. */
    private static void assertUniform(int passwords) {
        var policy = PasswordPolicy.USUAL;
        var counts = new int[policy.length()][policy.alphabet().length()];
        for (int i = 0; i < passwords; i++) {
            var password = password(i, policy);
            for (int place = 0; place < policy.length(); place++)
                counts[place][policy.alphabet().indexOf(password.charAt(place))]++;
        }
        double expected = passwords / (double) policy.alphabet().length();
        for (var place : counts) {
            double squares = 0;
            for (int count : place) squares += (count - expected) * (count - expected) / expected;
            assertThat(squares).isLessThan(118);
        }
    }

    /** Where kinds are required, each conforming password is as likely as any other: all 32 of this small policy. */
    @Test
    void whatIsRequiredFavoursNoConformingPassword() {
        var policy = new PasswordPolicy(3, "ab12", List.of("ab", "12"), PasswordPolicy.ANY);
        var counts = new TreeMap<String, Integer>();
        for (int i = 0; i < 48_000; i++) counts.merge(password(i, policy), 1, Integer::sum);

        assertThat(counts).hasSize(64 - 8 - 8);
        double squares = 0;
        for (int count : counts.values()) squares += (count - 1000.0) * (count - 1000.0) / 1000.0;
        assertThat(squares).isLessThan(83); // 47 degrees of freedom, p = 0.001
    }

    @Test
    void aSecretsStrengthIsEstimated() {
        assertThat(Strength.of("password1234", "anna").isEnough()).isFalse();
        assertThat(Strength.of("x9#kQ", "anna").isEnough()).isFalse();
        assertThat(Strength.of("annaannaanna", "anna").isEnough()).isFalse();
        assertThat(Strength.of("correct horse battery staple", "anna").isEnough())
                .isTrue();
        assertThat(Strength.of("a".repeat(100_000)).score()).isLessThan(3);
    }
}

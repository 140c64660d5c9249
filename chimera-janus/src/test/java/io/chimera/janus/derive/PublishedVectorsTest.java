package io.chimera.janus.derive;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.janus.alias.Aliases;
import io.chimera.janus.alias.MailKey;
import io.chimera.janus.alias.Meaning;
import io.chimera.janus.derive.UserNames.Length;
import io.chimera.janus.site.Site;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/janus/vectors.json, which was made by a program in another language from the description alone. */
class PublishedVectorsTest {

    private static JsonNode file() throws Exception {
        return JsonMapper.builder().build().readTree(Files.readString(Path.of("../docs/janus/vectors.json")));
    }

    static Stream<JsonNode> vectors() throws Exception {
        return StreamSupport.stream(file().path("vectors").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyValueIsAsPublished(JsonNode vector) throws Exception {
        var kit = vector.path("kit").asString();
        try (var key = MasterKey.derive(
                Profile.parse(vector.path("profile").asString()),
                vector.path("secret").asString().toCharArray(),
                kit.isEmpty() ? KitSecret.none() : KitSecret.parse(kit).orElseThrow())) {
            var master = HexFormat.of().parseHex(vector.path("master").asString());
            var purpose = Fields.of("any");
            assertThat(key.bytes(purpose, 32)).isEqualTo(MasterKey.expand(master, purpose.bytes(), 32));
            assertThat(CheckNumbers.of(key))
                    .hasToString(vector.path("check").toString().replace(",", ", "));
            assertThat(key.bytes(Fields.of("chimera-janus/1").and("tag"), 16))
                    .asHexString()
                    .isEqualToIgnoringCase(vector.path("tag").asString());
            assertThat(key.bytes(Fields.of("chimera-janus/1").and("cards"), 96))
                    .asHexString()
                    .isEqualToIgnoringCase(vector.path("cards").asString());
            assertThat(vector.path("triples")).isNotEmpty();
            for (var triple : vector.path("triples")) check(key, triple);
        }
    }

    /** The same once more, by RFC 5869 §2.3 written out over HMAC and not by the JDK's HKDF. */
    @ParameterizedTest
    @MethodSource("vectors")
    void tagAndCardsKeyAreHkdfExpandWrittenOut(JsonNode vector) throws Exception {
        var master = HexFormat.of().parseHex(vector.path("master").asString());
        assertThat(vector.path("tag").asString()).isEqualTo(expanded(master, "tag", 16));
        assertThat(vector.path("cards").asString()).isEqualTo(expanded(master, "cards", 96));
    }

    private static String expanded(byte[] key, String purpose, int length) throws GeneralSecurityException {
        var info = new ByteArrayOutputStream();
        for (var field : List.of("chimera-janus/1", purpose)) {
            info.writeBytes(new byte[] {0, 0, 0, (byte) field.length()});
            info.writeBytes(field.getBytes(StandardCharsets.US_ASCII));
        }
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        var out = new ByteArrayOutputStream();
        var block = new byte[0];
        for (int i = 1; out.size() < length; i++) {
            mac.update(block);
            mac.update(info.toByteArray());
            block = mac.doFinal(new byte[] {(byte) i});
            out.writeBytes(block);
        }
        return HexFormat.of().formatHex(out.toByteArray(), 0, length);
    }

    private static void check(MasterKey key, JsonNode triple) throws Exception {
        var site = new Site(triple.path("site").asString());
        var who = new Persona(
                site, triple.path("persona").asString(), triple.path("counter").asInt());
        var aliases = new Aliases(MailKey.of(key, 0), file().path("mail_domain").asString());
        var bank = PasswordRules.parse(file().path("old_bank").asString());
        var digits = PasswordRules.parse(file().path("six_digits").asString());

        assertThat(UserNames.of(key, who, Length.USUAL))
                .isEqualTo(triple.path("user").asString());
        assertThat(UserNames.of(key, who, Length.LONG))
                .isEqualTo(triple.path("long_user").asString());
        assertThat(Passwords.of(key, who, PasswordPolicy.USUAL))
                .isEqualTo(triple.path("password").asString());
        assertThat(Passwords.of(key, who, bank))
                .isEqualTo(triple.path("old_bank").asString());
        assertThat(Passwords.of(key, who, digits))
                .isEqualTo(triple.path("six_digits").asString());
        assertThat(aliases.of(site, 0, who.counter()))
                .hasToString(triple.path("address").asString());
        assertThat(aliases.shortOf(who))
                .hasToString(triple.path("short_address").asString());
        assertThat(aliases.open(triple.path("address").asString())).hasValueSatisfying(meaning -> {
            assertThat(meaning.counter()).isEqualTo(who.counter());
            switch (meaning) {
                case Meaning.Named named -> assertThat(named.site()).isEqualTo(site);
                case Meaning.Hashed hashed -> assertThat(hashed.isOf(site)).isTrue();
            }
        });
    }
}

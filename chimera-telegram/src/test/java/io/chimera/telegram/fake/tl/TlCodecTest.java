package io.chimera.telegram.fake.tl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chimera.core.testing.Chance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects and their bytes, with a schema of a few lines. */
class TlCodecTest {

    private static final String LINES = """
            boolFalse#bc799737 = Bool;
            boolTrue#997275b5 = Bool;
            resPQ#05162463 nonce:int128 server_nonce:int128 pq:bytes server_public_key_fingerprints:Vector<long> = ResPQ;
            text#00000001 it:string = Text;
            optional#00000002 flags:# set:flags.0?true flags2:# number:flags.1?int inner:flags2.3?Text many:flags.2?Vector<Text> = Optional;
            numbers#00000003 small:int large:long real:double truth:Bool = Numbers;
            salts#00000004 salts:vector<%salt> = Salts;
            salt#00000005 value:long = Salt;
            settings#00000007 flags:# loud:flags.0?true = Settings;
            holder#00000008 settings:Settings name:string list:Vector<int> = Holder;
            ---functions---
            get#00000010 id:int = Vector<long>;
            """;

    @TempDir
    private Path folder;

    private TlSchema schema;
    private TlCodec codec;

    @BeforeEach
    void read() throws Exception {
        schema = TlSchema.read().overlaid(Files.writeString(folder.resolve("schema.tl"), LINES));
        codec = new TlCodec(schema);
    }

    /** The message of the sample in Telegram's "Creating an authorization key". */
    @Test
    void theSampleOfTheDescriptionIsReadAndWritten() throws Exception {
        var bytes = bytes("632416053e0549828cca27e966b301a48fece2fca5cf4d33f4a11ea877ba4aa573907330"
                + "0817ed48941a08f98100000015c4b51c01000000216be86c022bb4c3");
        var read = codec.readTl(new TlReader(bytes));
        assertThat(read.name()).isEqualTo("resPQ");
        assertThat(read.bytes("pq")).isEqualTo(bytes("17ed48941a08f981"));
        assertThat(read.numbers("server_public_key_fingerprints")).containsExactly(0xc3b42b026ce86b21L);
        assertThat(codec.write(read)).isEqualTo(bytes);
    }

    @Test
    void stringsAreFilledUpToFourBytes() {
        assertThat(codec.write(Tl.of("text", "it", ""))).isEqualTo(bytes("0100000000000000"));
        assertThat(codec.write(Tl.of("text", "it", "abc"))).isEqualTo(bytes("0100000003616263"));
        assertThat(codec.write(Tl.of("text", "it", "abcd"))).isEqualTo(bytes("010000000461626364000000"));
        assertThat(codec.write(Tl.of("text", "it", "x".repeat(253)))).hasSize(4 + 256);
        assertThat(codec.write(Tl.of("text", "it", "x".repeat(254))))
                .hasSize(4 + 260)
                .startsWith(bytes("01000000fefe0000"));
    }

    @Test
    void numbersAreLittleEndian() throws Exception {
        var numbers = Tl.of("numbers", "small", 1, "large", -2L, "real", 1.0, "truth", true);
        var bytes = bytes("0300000001000000feffffffffffffff000000000000f03fb5757299");
        assertThat(codec.write(numbers)).isEqualTo(bytes);
        assertThat(codec.readTl(new TlReader(bytes))).isEqualTo(numbers);
    }

    @Test
    void flagsSayWhatIsThere() throws Exception {
        var nothing = Tl.of("optional");
        assertThat(codec.write(nothing)).isEqualTo(bytes("020000000000000000000000"));
        var all = Tl.of(
                "optional",
                "set",
                true,
                "number",
                7,
                "inner",
                Tl.of("text", "it", "in"),
                "many",
                List.of(Tl.of("text", "it", "one"), Tl.of("text", "it", "two")));
        assertThat(codec.write(all)).startsWith(bytes("020000000700000008000000"));
        assertThat(codec.readTl(new TlReader(codec.write(all)))).isEqualTo(all);
        assertThat(codec.write(all.with("set", false))).startsWith(bytes("0200000006000000"));
    }

    @Test
    void whatNobodySaidIsUsual() {
        assertThat(codec.write(Tl.of("holder")))
                .isEqualTo(bytes("08000000" + "0700000000000000" + "00000000" + "15c4b51c00000000"));
    }

    @Test
    void someVectorsAreBare() throws Exception {
        var salts = Tl.of("salts", "salts", List.of(Tl.of("salt", "value", 1L), Tl.of("salt", "value", 2L)));
        var bytes = bytes("040000000200000001000000000000000200000000000000");
        assertThat(codec.write(salts)).isEqualTo(bytes);
        assertThat(codec.readTl(new TlReader(bytes))).isEqualTo(salts);
    }

    @Test
    void aFunctionsTypeSaysHowItsAnswerIsWritten() {
        assertThat(codec.answer("get", List.of(1, 2L)))
                .isEqualTo(bytes("15c4b51c0200000001000000000000000200000000000000"));
    }

    @Test
    void whatIsPackedIsUnpacked() throws Exception {
        var text = Tl.of("text", "it", "again and again ".repeat(1_000));
        var packed = TlCodec.packed(codec.write(text));
        assertThat(packed).hasSizeLessThan(1_000);
        assertThat(codec.readTl(new TlReader(packed))).isEqualTo(text);
    }

    @Test
    void whatTheSchemaDoesNotHaveIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> codec.write(Tl.of("nonsense")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.write(Tl.of("text", "other", "x")))
                .withMessageContaining("other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.write(Tl.of("resPQ")))
                .withMessageContaining("nonce");
        assertThatExceptionOfType(MalformedTl.class)
                .isThrownBy(() -> codec.read(new TlReader(bytes("deadbeef"))))
                .withMessageContaining("efbeadde");
    }

    @Test
    void aLaterLineTakesTheFormersPlace() throws Exception {
        var line = Files.writeString(folder.resolve("later.tl"), "text#00000099 it:string more:int = Text;");
        var later = new TlCodec(schema.overlaid(line));
        assertThat(later.write(Tl.of("text", "it", "", "more", 1))).isEqualTo(bytes("990000000000000001000000"));
        assertThatExceptionOfType(MalformedTl.class)
                .isThrownBy(() -> later.read(new TlReader(bytes("0100000000000000"))));
        assertThat(codec.write(Tl.of("text"))).isEqualTo(bytes("0100000000000000"));
    }

    @Test
    void anythingIsAnObjectOrMalformed() {
        Chance.rounds(20_000, chance -> {
            var bytes = chance.coin() ? chance.bytes(60) : spoilt(chance);
            try {
                assertThat(codec.read(new TlReader(bytes))).isNotNull();
            } catch (MalformedTl malformed) {
                assertThat(malformed).hasMessageMatching(".+");
            }
        });
    }

    private byte[] spoilt(Chance chance) {
        var bytes = codec.write(Tl.of(
                "optional", "number", chance.between(0, 9), "many", List.of(Tl.of("text", "it", chance.text(20)))));
        bytes[chance.between(0, bytes.length - 1)] = (byte) chance.number();
        return bytes;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}

package io.chimera.janus.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chimera.core.janus.Found;
import io.chimera.core.janus.Traffic;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {

    private static MultipartReader reader() {
        return new MultipartReader(new Commands(Words.USUAL), new Closet(), "b-1");
    }

    /** Parts with the lines of their heads before {@code |} and their values after it; {@code ;} alone ends a line. */
    private static String body(String... parts) {
        var body = new StringBuilder();
        for (var part : parts)
            body.append("--b-1\r\n")
                    .append(part.replaceFirst("\\|", "\r\n\r\n"))
                    .append("\r\n");
        return body.append("--b-1--\r\n").toString();
    }

    private static String field(String name, String value) {
        return "Content-Disposition: form-data; name=\"" + name + "\"|" + value;
    }

    private static String disposed(String parameters, String value) {
        return "Content-Disposition: form-data" + parameters + "|" + value;
    }

    @Test
    void wholeSmallFieldsAreFilledInAndFilesStayByteByByte() throws Unfillable {
        var file = disposed("; name=\"f\"; filename=\"a.tex\"\r\nContent-Type: text/plain", "\\p");
        var body = body(
                field("login", "\\u"),
                file,
                field("p", " \\p\r\n"),
                field("text", "\\usepackage{x}\r\n\\p"),
                field("mail", "me@janus.invalid"));

        assertThat(Bits.filled(reader(), body))
                .isEqualTo(body(
                        field("login", Closet.user()),
                        file,
                        field("p", Closet.password()),
                        field("text", "\\usepackage{x}\r\n\\p"),
                        field("mail", Closet.address())));
        assertThat(Bits.whole(reader(), Bits.bytes(body)).fields())
                .containsExactly(
                        new Traffic.Field(Traffic.Part.MULTIPART, "login", Found.Value.USER),
                        new Traffic.Field(Traffic.Part.MULTIPART, "p", Found.Value.PASSWORD),
                        new Traffic.Field(Traffic.Part.MULTIPART, "mail", Found.Value.ADDRESS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "; name=f; filename=x",
                "; name=\"f\"; filename=\"\"",
                "; name=\"f\"; FileName=\"x\"",
                "; filename=x; name=f",
                "; name=\"f\"; filename*=UTF-8''x",
                "; name=\"f\"; filename*0=\"x\"; filename*1=\"y\"",
                "; name=\"f\\\"; filename=\"x\"",
                "; name=\"f\\\"; filename=\\\"x\"",
                "; name=\"f\"; filename =\"x\"",
                "; name=\"f\" filename=\"x\"",
                "; name=\"f\";; filename=\"x\"",
                "; name=\"f\"; filename=\"x",
                ";name=\"f\";\tfilename=x",
                ";\r\n name=f",
                "; name=f; name=g",
                "; name*=UTF-8''f",
                "; name",
                "",
                "x; name=f",
                "; name=f\r\nContent-Disposition: form-data; name=f",
                "; name=f\r\ncontent-disposition: attachment; filename=x",
                "; name=f\r\nContent-Transfer-Encoding: quoted-printable",
                "; name=f\r\nContent-Transfer-Encoding: base64",
                "; name=f\r\nContent-Type: multipart/mixed; boundary=c",
                "; name=f\r\nContent-Type: application/octet-stream",
                "; name=f\r\nContent-Type : text/plain",
                "; name=f\nContent-Type: text/plain",
                "; name=f\rx",
                "; name=f\u0000",
                "; name=f\r\nno colon"
            })
    void whatCouldBeAFileToSomebodyIsNoField(String parameters) throws Unfillable {
        var body = body(disposed(parameters, "\\p"));

        assertThat(Bits.filled(reader(), body)).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "; name=\"a b\",                                  a b",
                "; name=a,                                        a",
                ";name=\"a;b=c\",                                 a;b=c",
                "; name=\"a%22b%0D%0Ac\",                         a\"b%0D%0Ac",
                "; name=\"a\\\"b\",                               a\"b",
                "; name=\"a\\\",                                  a\\",
                "; name=\"C:\\x\"; x=1,                           C:\\x",
                "; NAME=\"filename\",                             filename",
                "; name=\"x; filename=y\",                        x; filename=y",
                "; name=\"é€\",                                   é€",
                "; name=\"\",                                     ``"
            })
    void namesAreReadHoweverTheyAreWritten(String parameters, String name) throws Unfillable {
        var filling = Bits.whole(reader(), Bits.bytes(body(disposed(parameters, "\\p"))));

        assertThat(filling.fields())
                .containsExactly(new Traffic.Field(Traffic.Part.MULTIPART, name, Found.Value.PASSWORD));
    }

    @Test
    void headsMayHaveOtherLinesInAnyCaseAndOrder() throws Unfillable {
        var body = body("content-type: Text/Plain; charset=UTF-8\r\ncontent-DISPOSITION:FORM-data;name=x\r\nX-Y:|\\u");

        assertThat(Bits.filled(reader(), body)).contains(Closet.user());
    }

    @Test
    void theBoundaryMayStandInWhatIsSent() throws Unfillable {
        var file = disposed("; name=f; filename=x", "x--b-1\r\r\n--b-\r\n-b-1\n--b-1\n\r--b-1\r\n\r\n-\\p--b-1--");
        var text = field("t", "x--b-1--\r\n--b-\r\n\r\n-");

        assertThat(Bits.filled(reader(), "before\r\n " + body(file, field("a", "\\u"), text) + "after\r\n--b-1\r\n"))
                .isEqualTo("before\r\n " + body(file, field("a", Closet.user()), text) + "after\r\n--b-1\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\n\\u\r\n--b-1\r\n",
                "--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\n\\u\r\n--b-1",
                "--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\n\\u\r\n--b-1-",
                "--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\n\\u\r\n",
                "--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\n\\u\r\n--b-1x\r\n\r\n\r\n--b-1--\r\n",
                "--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\n\\u\r\n--b-1--x",
                "--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\n\\u\r\n--b-1--\r-",
                "--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\n\\u\r\n--b-1 \rx\r\n--b-1--\r\n",
                "--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\n\\u\r\n--b-1\r\nX: y\r\n--b-1--\r\n\r\n\r\n--b-1--\r\n",
                "--b-1\r\n--b-1--\r\n\r\n\r\n--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\n\\u\r\n--b-1--\r\n",
                "--b-1\r\nA: b\r\n\r\n--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\n\\u\r\n--b-1--\r\n",
                "--b-1\nContent-Disposition: form-data; name=a\n\n\\u\n--b-1--\n",
                "--b-2\r\nContent-Disposition: form-data; name=a\r\n\r\n\\u\r\n--b-2--\r\n",
                "x--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\n\\u\r\n"
            })
    void aBodyThatIsCutOffOrCanBeReadInTwoWaysGoesOnAsItIs(String body) throws Unfillable {
        assertThat(Bits.filled(reader(), body)).isEqualTo(body);
    }

    @Test
    void partsWithoutContentOrHeadAreNoHindrance() throws Unfillable {
        var empty =
                "--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--b-1 \t\r\n\r\n\\u\r\n--b-1\r\n\r\n\r\n";

        assertThat(Bits.filled(reader(), empty + body(field("p", "\\p"), field("", ""))))
                .isEqualTo(empty + body(field("p", Closet.password()), field("", "")));
    }

    @Test
    void howeverItIsCutItIsReadTheSame() throws Unfillable {
        var file = disposed("; name=f; filename=x", "\r\n--b-\r\r\n--b\\p\r\n");
        Bits.however(
                MultipartReaderTest::reader,
                Bits.bytes(
                        "x\r\n" + body(field("u", "\\u"), file, field("t", "\r\n-\r\n"), field("p", "\\p~a\u00e7"))));
    }

    @Test
    void aLongHeadIsReadByNobody() throws Unfillable {
        var body = body(disposed("; name=a\r\nX: " + "y".repeat(9000), "\\u"));

        assertThat(Bits.filled(reader(), body)).isEqualTo(body);
        assertThat(Bits.filled(reader(), body(field("n".repeat(3000), "\\u")))).contains("\\u");
        assertThat(Bits.filled(reader(), body(field("\\\"".repeat(480), "\\u"))))
                .doesNotContain("\\u\r");
    }

    @Test
    void fieldsOfMoreThanFourKibibytesAreNoCommands() throws Unfillable {
        var least = body(field("a", " ".repeat(4095) + "\\u"));
        var most = body(field("a", " ".repeat(4094) + "\\u"));
        var lines = body(field("a", " ".repeat(4093) + "\\u\r\n"));

        assertThat(Bits.filled(reader(), lines)).isEqualTo(lines);
        assertThat(Bits.filled(reader(), least)).isEqualTo(least);
        assertThat(Bits.filled(reader(), most)).isEqualTo(body(field("a", Closet.user())));
    }

    @Test
    void aHundredThousandPartsAreReadInOneGo() throws Unfillable {
        var parts = new String[100_000];
        Arrays.setAll(parts, i -> field("n" + i, "v" + i));
        parts[99_999] = field("last", "\\u");
        var body = Bits.bytes(body(parts));

        assertThat(Bits.inBits(reader(), body, 8192).fields())
                .containsExactly(new Traffic.Field(Traffic.Part.MULTIPART, "last", Found.Value.USER));
        var many = new String[1001];
        Arrays.fill(many, field("n", "\\u"));
        assertThatThrownBy(() -> Bits.whole(reader(), Bits.bytes(body(many)))).isInstanceOf(Unfillable.class);
    }

    @Test
    void bytesThatAreNoTextStayAsTheyAre() throws Unfillable {
        var body = new ByteArrayOutputStream();
        body.writeBytes(Bits.bytes("--b-1\r\n" + field("a", "").replace("|", "\r\n\r\n") + "\\\\u\\"));
        body.write(0xff);
        body.writeBytes(Bits.bytes("\r\n" + body(field("b", "\\\\p"))));
        var text = new String(body.toByteArray(), StandardCharsets.ISO_8859_1);

        var filled = Splices.apply(body.toByteArray(), Bits.whole(reader(), body.toByteArray()));
        assertThat(new String(filled, StandardCharsets.ISO_8859_1)).isEqualTo(text.replace("\\\\p", "\\p"));
    }
}

package io.chimera.janus.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.chimera.core.testing.Chance;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {

    private static final Bodies BODIES = new Bodies(new Commands(Words.USUAL));

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Optional<BodyReader> reader(String contentType) {
        return BODIES.readerFor(contentType, new Closet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                " Application/X-WWW-Form-Urlencoded ; charset=UTF-8",
                "application/x-www-form-urlencoded;"
            })
    void formsAreReadAsForms(String contentType) {
        assertThat(reader(contentType)).get().isInstanceOf(FormReader.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "APPLICATION/JSON",
                "application/vnd.api+json",
                "application/a+b+json;v=1"
            })
    void jsonIsReadAsJson(String contentType) {
        assertThat(reader(contentType)).get().isInstanceOf(JsonReader.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "multipart/form-data; boundary=b",
                "Multipart/Form-Data;charset=utf-8;BOUNDARY=\"b\"",
                "multipart/form-data; boundary=b ; x=y"
            })
    void formsWithFilesAreReadByTheirBoundary(String contentType) throws Unfillable {
        var body = Bits.bytes("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\\u\r\n--b--");

        assertThat(Bits.whole(reader(contentType).orElseThrow(), body).fields()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "text/html",
                "application/octet-stream",
                "application/jsonx",
                "application/json-seq",
                "application/x-ndjson",
                "application/+json",
                "application/grpc",
                "application/json, text/plain",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=\"b",
                "multipart/form-data; boundary=b c",
                "multipart/form-data; boundary=b; boundary=c",
                "multipart/form-data; boundary=\"b \"",
                "multipart/form-data; boundary=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
                "multipart/form-data; boundary=é",
                "multipart/mixed; boundary=b",
                "application/x-www-form-urlencoded\r\nX: y",
                "json"
            })
    void whateverElseIsNotLookedInto(String contentType) {
        assertThat(reader(contentType)).isEmpty();
    }

    @Test
    void anyHeaderIsReadOrNot() {
        Chance.rounds(20_000, chance -> {
            var start = chance.oneOf("", "application/json", "multipart/form-data; boundary=", "a/b;");
            reader(start + chance.string(30));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, a=",
        "application/x-www-form-urlencoded, n",
        "application/json, '{\"a\":\"'",
        "application/json, '{\"'",
        "application/json, 1",
        "multipart/form-data; boundary=b, preamble",
        "multipart/form-data; boundary=b, '--b\r\n\r\n'",
        "multipart/form-data; boundary=b, '--b\r\nContent-Disposition: form-data; name=a\r\n\r\n'",
        "multipart/form-data; boundary=b, '--b\r\nX: '"
    })
    void howeverLongABodyIsLittleOfItIsKept(String contentType, String begin) {
        var reader = reader(contentType).orElseThrow();
        var start = Bits.bytes(begin.translateEscapes());
        var bit = Bits.bytes("1".repeat(1 << 16));
        long before = THREADS.getCurrentThreadAllocatedBytes();
        reader.read(start, 0, start.length);
        for (int i = 0; i < 256; i++) reader.read(bit, 0, bit.length);

        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 18);
    }
}

package io.chimera.janus.command;

import io.chimera.core.testing.Chance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forms with files, of which it is known what they are made of; and whatever they become when they are broken. */
class MultipartFuzzTest {

    private static final Commands COMMANDS = new Commands(Words.USUAL);
    private static final String BOUNDARY = "--b";

    /** A piece of a body, and what should become of it. */
    private record Piece(String before, String after) {}

    private static MultipartReader reader() {
        return new MultipartReader(COMMANDS, new Closet(), "b");
    }

    @Test
    void anyFormKeepsItsFilesAndGetsItsFields() {
        Chance.rounds(Bits.BODIES / 2, chance -> {
            var before = new StringBuilder();
            var after = new StringBuilder();
            for (var piece : pieces(chance)) {
                before.append(piece.before());
                after.append(piece.after());
            }
            var body = Bits.bytes(before.toString());
            var filling = Bits.inAny(reader(), body, chance);

            Bits.same(Bits.bytes(after.toString()), Splices.apply(body, filling), "in bits");
            Bits.same(Bits.bytes(after.toString()), Splices.apply(body, Bits.whole(reader(), body)), "at once");
        });
    }

    /** What is broken is read the same however it comes, and no byte goes but those of whole fields that are commands. */
    @Test
    void anythingElseLosesNothing() {
        Chance.rounds(Bits.BODIES / 2, chance -> {
            var whole = new StringBuilder();
            for (var piece : pieces(chance)) whole.append(piece.before());
            var body = Bits.mutated(Bits.bytes(whole.toString()), chance, "\r\n--b\";=\\pu :\r\n");
            Filling filling;
            try {
                filling = Bits.whole(reader(), body);
            } catch (Unfillable _) {
                return;
            }
            var filled = Splices.apply(body, filling);

            Bits.same(filled, Splices.apply(body, Bits.inAny(reader(), body, chance)), "in bits");
            for (var splice : filling.splices()) {
                var gone = new String(body, (int) splice.at(), splice.length(), StandardCharsets.UTF_8);
                var reading = COMMANDS.read(gone);
                if (reading instanceof Reading.Plain
                        || reading instanceof Reading.Nonsense
                        || !stands(body, (int) splice.at() - 4, "\r\n\r\n")
                        || !stands(body, (int) splice.end(), "\r\n--b")) throw new AssertionError("no field: " + gone);
            }
        });
    }

    private static boolean stands(byte[] body, int at, String what) {
        return new String(body, at, Math.min(what.length(), body.length - at), StandardCharsets.UTF_8).equals(what);
    }

    private static List<Piece> pieces(Chance chance) throws Unfillable {
        var pieces = new ArrayList<Piece>();
        pieces.add(same(chance.oneOf("", "", "preamble\r\n")));
        for (int parts = chance.between(0, 4); parts > 0; parts--) {
            pieces.add(same(BOUNDARY + chance.oneOf("", "", " \t") + "\r\n"));
            if (chance.coin()) file(chance, pieces);
            else field(chance, pieces);
        }
        pieces.add(same(BOUNDARY + "--" + chance.oneOf("", "\r\n", " \r\n", "\r\n--b\r\n\r\n\\p\r\n--b--")));
        return pieces;
    }

    private static Piece same(String piece) {
        return new Piece(piece, piece);
    }

    private static void file(Chance chance, List<Piece> pieces) {
        var name = chance.oneOf("name=\"\\p\"; filename=\"a\"", "filename=a; name=f", "name=x; filename*=UTF-8''\\p");
        pieces.add(same("Content-Disposition: form-data; " + name + "\r\n\r\n"));
        pieces.add(same(value(chance) + "\r\n"));
    }

    private static void field(Chance chance, List<Piece> pieces) throws Unfillable {
        var name = chance.oneOf("name=a", "name=\"a b\"", "name=\"filename=\"", "name=\"a\\\"b\"");
        pieces.add(same(chance.oneOf("", "Content-Type: text/plain\r\n") + "content-disposition: form-data; " + name
                + "\r\n\r\n"));
        var value = value(chance);
        pieces.add(new Piece(value, Closet.filled(COMMANDS, value)));
        pieces.add(same("\r\n"));
    }

    private static String value(Chance chance) {
        var value = chance.oneOf(
                        "\\p", " \\u\r\n", "\\\\@2", "\\p~work", "\r\n-", "\r\n--", "x--b\r\n", "\r", "\\usepackage")
                + chance.oneOf("", "", "", "\r\n", "\r", "\n--b", "\r\r\n-", chance.text(6));
        return value.contains("\r\n--b") || COMMANDS.read(value) instanceof Reading.Nonsense ? "\\p" : value;
    }
}

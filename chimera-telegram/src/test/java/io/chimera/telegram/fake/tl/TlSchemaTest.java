package io.chimera.telegram.fake.tl;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.testing.Chance;
import io.chimera.telegram.fake.PatchedTdLibrary;
import io.chimera.telegram.fake.tl.TlSchema.Combinator;
import io.chimera.telegram.fake.tl.TlSchema.Condition;
import io.chimera.telegram.fake.tl.TlType.Plain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Telegram's own schema: whatever it has can be written and read again. */
class TlSchemaTest {

    private static final int DEEPEST = 4;

    private static TlSchema schema;
    private static TlCodec codec;

    @BeforeAll
    static void read() throws Exception {
        schema = PatchedTdLibrary.schemaAlone();
        codec = new TlCodec(schema);
    }

    @Test
    void itHasWhatTelegramHas() {
        assertThat(schema.constructor("updates").id()).isEqualTo(0x74ae4240);
        assertThat(schema.function("auth.signIn").id()).isEqualTo(0x8d52a951);
        assertThat(schema.all()).hasSizeGreaterThan(2_000);
    }

    @Test
    void whateverItHasIsReadAsItWasWritten() {
        Chance.rounds(3, chance -> {
            for (var combinator : schema.all()) {
                var bytes = codec.write(anyOf(combinator, chance, DEEPEST));
                var read = codec.readTl(new TlReader(bytes));
                assertThat(read.name()).isEqualTo(combinator.name());
                assertThat(codec.write(read)).as(combinator.name()).isEqualTo(bytes);
            }
        });
    }

    private static Tl anyOf(Combinator combinator, Chance chance, int depth) {
        var fields = new LinkedHashMap<String, Object>();
        var there = new HashMap<Condition, Boolean>();
        for (var field : combinator.fields()) {
            boolean wanted = field.only()
                    .map(condition -> there.computeIfAbsent(condition, _ -> depth > 0 && chance.coin()))
                    .orElse(true);
            if (wanted && field.type() != Plain.FLAGS) fields.put(field.name(), any(field.type(), chance, depth));
        }
        return new Tl(combinator.name(), fields);
    }

    private static Object any(TlType type, Chance chance, int depth) {
        return switch (type) {
            case Plain plain -> any(plain, chance);
            case TlType.Vector(var of, var _) -> {
                var many = new ArrayList<>();
                for (int i = depth == 0 ? 0 : chance.between(0, 2); i > 0; i--) many.add(any(of, chance, depth - 1));
                yield many;
            }
            case TlType.Bare(var constructor) -> anyOf(schema.constructor(constructor), chance, depth - 1);
            case TlType.Boxed(var name) -> name.equals("Bool") ? chance.coin() : anyOf(shortest(name), chance, 0);
        };
    }

    /** A constructor that needs little; for what can be anything, one that needs nothing. */
    private static Combinator shortest(String type) {
        return schema.all().stream()
                .filter(one -> !one.function() && one.type().equals(new TlType.Boxed(type)))
                .min(Comparator.comparingInt(TlSchemaTest::needs))
                .orElseGet(() -> schema.constructor("inputPeerEmpty"));
    }

    private static int needs(Combinator one) {
        return (int) one.fields().stream()
                .filter(field -> field.only().isEmpty())
                .filter(field -> field.type() instanceof TlType.Boxed)
                .count();
    }

    private static Object any(Plain type, Chance chance) {
        return switch (type) {
            case INT, FLAGS -> (int) chance.number();
            case LONG -> chance.number();
            case DOUBLE -> (double) chance.number();
            case STRING -> chance.text(20);
            case BYTES -> chance.bytes(300);
            case INT128 -> chance.bytesOf(16);
            case INT256 -> chance.bytesOf(32);
            case TRUE -> true;
        };
    }
}

package io.chimera.core.testing;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Arbitrary values, those that tend to break things among them more often than chance would have it. */
public final class Chance {

    private static final String SEED = "chimera.test.seed";

    private static final long EVERY_DAY = 20261122;

    private static final List<int[]> CHARACTERS = kinds(
            "abcxyzABCXYZ019 _-",
            "/\\.,:;?&=#%+*<>|\"'()[]{}",
            "\0\u0001\b\t\n\r\u001b\u001f\u007f\u0085",
            "áãçéñöüßıİſ\u0301\u0303\u0327",
            "¹½ªº…“”«»€ﬁ한中ж\u05d0\u0645",
            "\u00a0\u00ad\u2003\u2028\u2029\u3000\ufeff\ufffd\uffff",
            "\u061c\u200b\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069",
            "😀👩🏽𝔸𠀀\udb40\udc01\udbff\udfff");
    private static final List<int[]> WITH_HALVES =
            kinds("\udc00\ude00\udfff\ud800\ud83d\udbff", "a./ \u0301\u202e😀", "\ud83da\udc00");

    /** What must hold for whatever comes. */
    @FunctionalInterface
    public interface Trial {
        void with(Chance chance) throws Exception;
    }

    private final Random random;

    private Chance(long seed) {
        random = new Random(seed);
    }

    /**
     * Tries it with new values each round: the same ones every day, and others each time with {@code --long}. A failure
     * names the seed with which it comes again.
     */
    public static void rounds(int rounds, Trial trial) {
        long seed = Long.getLong(SEED, Boolean.getBoolean("chimera.test.long") ? new Random().nextLong() : EVERY_DAY);
        var chance = new Chance(seed);
        for (int round = 1; round <= rounds; round++) chance.attempt(trial, round, seed);
    }

    private void attempt(Trial trial, int round, long seed) {
        try {
            trial.with(this);
        } catch (Throwable failure) {
            throw new AssertionError("round %d failed, as it will with -D%s=%d".formatted(round, SEED, seed), failure);
        }
    }

    public boolean coin() {
        return random.nextBoolean();
    }

    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Any number: of every magnitude, and those beside the powers of two, where encodings change their length. */
    public long number() {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextLong() >> random.nextInt(Long.SIZE);
            default -> (1L << random.nextInt(Long.SIZE)) + random.nextInt(-1, 2);
        };
    }

    /** A number from the least to the most, both included and both likely. */
    public long between(long least, long most) {
        long any = number();
        if (least <= any && any <= most) return any;
        return switch (random.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> least + Long.remainderUnsigned(any, most - least + 1);
        };
    }

    public int between(int least, int most) {
        return (int) between((long) least, (long) most);
    }

    public byte[] bytes(int longest) {
        return bytesOf(between(0, longest));
    }

    public byte[] bytesOf(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Text of up to so many UTF-16 units which every encoding of Unicode can carry. */
    public String text(int longest) {
        return written(between(0, longest), CHARACTERS);
    }

    /** Whatever a Java string can hold: text, or surrogates without their other half. */
    public String string(int longest) {
        return written(between(0, longest), coin() ? CHARACTERS : WITH_HALVES);
    }

    private String written(int length, List<int[]> kinds) {
        boolean mixed = coin();
        var kind = kindOf(kinds);
        var text = new StringBuilder(length + 1);
        while (text.length() < length) text.appendCodePoint(mixed ? anyCharacter(kinds) : characterOf(kind));
        if (text.length() > length) text.setLength(text.offsetByCodePoints(text.length(), -1));
        return text.toString();
    }

    private int anyCharacter(List<int[]> kinds) {
        int point = random.nextInt(Character.MAX_CODE_POINT + 1);
        boolean whole = point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE;
        return whole && random.nextInt(8) == 0 ? point : characterOf(kindOf(kinds));
    }

    private int[] kindOf(List<int[]> kinds) {
        return kinds.get(random.nextInt(kinds.size()));
    }

    private int characterOf(int[] kind) {
        return kind[random.nextInt(kind.length)];
    }

    private static List<int[]> kinds(String... kinds) {
        return Stream.of(kinds).map(kind -> kind.codePoints().toArray()).toList();
    }
}

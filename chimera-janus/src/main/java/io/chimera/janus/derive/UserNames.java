package io.chimera.janus.derive;

import java.util.List;

/**
 * User names one can say aloud: consonants and vowels in turn, and two digits. The usual one has 12 characters and 38.7
 * bits, the long one 16 and 51.5: enough that nobody has it already, and that it says nothing of who has it.
 */
public final class UserNames {

    private static final String CONSONANTS = "bcdfgjklmnprstvxz";
    private static final String VOWELS = "aeiou";
    private static final int DIGITS = 10;
    private static final int SEED = 32;

    /** What such syllables could say that nobody wants to be called. Never shortened or lengthened: it decides names. */
    private static final List<String> UNWANTED = List.of(
            "anu", "babaca", "bobo", "bosu", "buceta", "caca", "cacete", "caga", "cagu", "coco", "cona", "cute",
            "cuzon", "dago", "fag", "faga", "foda", "fode", "fudi", "gago", "jap", "kaka", "kike", "loli", "nazi",
            "nega", "negu", "nig", "paki", "pedo", "peni", "pica", "piroca", "pus", "puta", "puto", "rabo", "rape",
            "saco", "semen", "sexo", "tara", "teta", "tito", "xana", "xixi", "xota", "zora");

    /** How long. */
    public enum Length {
        USUAL(5),
        LONG(7);

        private final int syllables;

        Length(int syllables) {
            this.syllables = syllables;
        }
    }

    private UserNames() {}

    /** Somebody's name at a site. */
    public static String of(MasterKey key, Persona who, Length length) {
        var seed = key.bytes(who.fields("u").and(length.syllables), SEED);
        var draw = new Draw(seed);
        while (true) {
            var name = drawn(draw, length);
            if (UNWANTED.stream().noneMatch(name::contains)) return name;
        }
    }

    private static String drawn(Draw draw, Length length) {
        var name = new StringBuilder();
        for (int i = 0; i < length.syllables; i++) {
            name.append(CONSONANTS.charAt(draw.below(CONSONANTS.length())));
            name.append(VOWELS.charAt(draw.below(VOWELS.length())));
        }
        return name.append(draw.below(DIGITS)).append(draw.below(DIGITS)).toString();
    }
}

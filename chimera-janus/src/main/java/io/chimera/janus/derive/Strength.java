package io.chimera.janus.derive;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;

/**
 * How long a secret would stand against guessing, as zxcvbn estimates it (Wheeler, USENIX Security 2016).
 *
 * @param score 0 (at once) to 4 (not in this life)
 */
public record Strength(int score, boolean isLongEnough) {

    /** What is asked of a secret that no printed sheet helps. */
    public static final int SHORTEST = 12;

    private static final int ENOUGH = 3;

    /** Longer secrets are judged by their beginning: the estimate takes time that grows with the square. */
    private static final int MOST_JUDGED = 100;

    private static final Zxcvbn ESTIMATE = new Zxcvbn();

    /**
     * Of a secret.
     *
     * @param known words an attacker would try first, such as the profile's name
     */
    public static Strength of(CharSequence secret, String... known) {
        var judged = secret.subSequence(0, Math.min(secret.length(), MOST_JUDGED));
        return new Strength(ESTIMATE.measure(judged, List.of(known)).getScore(), secret.length() >= SHORTEST);
    }

    /** Whether it may stand alone: at least twelve characters, and a score of three. */
    public boolean isEnough() {
        return isLongEnough && score >= ENOUGH;
    }
}

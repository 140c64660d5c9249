package io.chimera.janus.command;

import io.chimera.core.janus.Found;
import io.chimera.core.janus.Traffic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds commands in HTTP's own sign-in (RFC 7617): the value of an {@code Authorization} header whose user name or password is
 * one, as browsers send it when somebody types commands into their sign-in window.
 */
public final class BasicSignIn {

    /** What is asked for in a half, and what it is; a half that is no command stays byte by byte. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Half(byte[] bytes, Reading reading) {}

    private static final Pattern BASIC =
            Pattern.compile("Basic +([A-Za-z0-9+/]{2,8192}={0,2})", Pattern.CASE_INSENSITIVE);

    private final Wardrobe wardrobe;
    private final String header;
    private final int at;
    private final int length;
    private final List<Half> halves;

    /**
     * Looks at it.
     *
     * @param header the header's value; anything but Basic is left alone
     */
    public BasicSignIn(Commands commands, Wardrobe wardrobe, String header) {
        var match = BASIC.matcher(header);
        var pair = match.matches() ? decoded(match.group(1)) : new byte[0];
        int colon = indexOfColon(pair);
        this.wardrobe = wardrobe;
        this.header = header;
        this.at = colon < 0 ? 0 : match.start(1);
        this.length = colon < 0 ? 0 : match.end(1) - match.start(1);
        this.halves = colon < 0
                ? List.of()
                : List.of(
                        half(commands, Arrays.copyOf(pair, colon)),
                        half(commands, Arrays.copyOfRange(pair, colon + 1, pair.length)));
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static int indexOfColon(byte[] pair) {
        for (int i = 0; i < pair.length; i++) if (pair[i] == ':') return i;
        return -1;
    }

    private static Half half(Commands commands, byte[] bytes) {
        return new Half(bytes, commands.read(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** In which halves there are commands, also those that ask for what there is not; their fields have no names. */
    public List<Traffic.Field> found() {
        var found = new ArrayList<Traffic.Field>();
        for (var half : halves) {
            switch (half.reading()) {
                case Reading.Asked asked -> found.add(field(asked.command().value()));
                case Reading.Nonsense nonsense -> found.add(field(nonsense.value()));
                case Reading.Literal _, Reading.Plain _ -> {}
            }
        }
        return List.copyOf(found);
    }

    private static Traffic.Field field(Found.Value value) {
        return new Traffic.Field(Traffic.Part.BASIC, "", value);
    }

    /**
     * What is to be changed in the header's value.
     *
     * @throws Unfillable if a command asks for what there is not, or for a user name with a colon in it
     */
    public Filling filling() throws Unfillable {
        if (halves.stream().allMatch(half -> half.reading() instanceof Reading.Plain)) return Filling.NONE;
        var user = filled(halves.getFirst());
        if (indexOfColon(user) >= 0)
            throw new Unfillable("The user name of this sign-in would have a colon in it, which HTTP does not allow."
                    + " Use \\u or \\@ for the name.");
        var password = filled(halves.getLast());
        var pair = Arrays.copyOf(user, user.length + 1 + password.length);
        pair[user.length] = ':';
        System.arraycopy(password, 0, pair, user.length + 1, password.length);
        return new Filling(List.of(new Splice(at, length, Base64.getEncoder().encode(pair))), found());
    }

    private byte[] filled(Half half) throws Unfillable {
        return switch (half.reading()) {
            case Reading.Asked asked ->
                Findings.value(wardrobe, asked.command()).getBytes(StandardCharsets.UTF_8);
            case Reading.Literal literal -> literal.text().getBytes(StandardCharsets.UTF_8);
            case Reading.Nonsense nonsense -> throw new Unfillable(nonsense.why());
            case Reading.Plain _ -> half.bytes();
        };
    }

    /**
     * The header's value with the values in it.
     *
     * @throws Unfillable as {@link #filling}
     */
    public String filled() throws Unfillable {
        return Splices.apply(header, filling());
    }
}

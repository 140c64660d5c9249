package io.chimera.janus.command;

import io.chimera.core.janus.Found;
import java.util.Optional;
import java.util.OptionalInt;

/** A wardrobe whose values say what was asked for, with signs that every encoding must care about. */
final class Closet implements Wardrobe {

    @Override
    public String value(Command command) {
        return "<" + command.value() + " & \"" + command.persona().orElse("-") + "\" + \\/%41=é "
                + command.counter().orElse(0) + ">";
    }

    /** What becomes of a whole value. */
    static String filled(Commands commands, String value) throws Unfillable {
        return switch (commands.read(value)) {
            case Reading.Asked asked -> new Closet().value(asked.command());
            case Reading.Literal literal -> literal.text();
            case Reading.Nonsense nonsense -> throw new Unfillable(nonsense.why());
            case Reading.Plain _ -> value;
        };
    }

    static String user() {
        return value(Found.Value.USER);
    }

    static String password() {
        return value(Found.Value.PASSWORD);
    }

    static String address() {
        return value(Found.Value.ADDRESS);
    }

    private static String value(Found.Value value) {
        return new Closet().value(new Command(value, Optional.empty(), OptionalInt.empty()));
    }
}

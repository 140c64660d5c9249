package io.chimera.janus.proxy;

import io.chimera.core.janus.Pseudonym;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.SiteCards.Said;
import io.chimera.janus.command.Command;
import io.chimera.janus.command.Unfillable;
import io.chimera.janus.command.Wardrobe;
import io.chimera.janus.desk.OpenProfile;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The values of one profile for the site of one request. Not for several threads. */
final class Fitting implements Wardrobe {

    private final OpenProfile profile;
    private final String place;
    private final Executor writer;
    private @Nullable Command asked;
    private @Nullable Pseudonym answered;

    /**
     * @param place the authority the request goes to, as a URL
     * @param writer where may be waited for the disk
     */
    Fitting(OpenProfile profile, String place, Executor writer) {
        this.profile = profile;
        this.place = place;
        this.writer = writer;
    }

    @Override
    public String value(Command command) throws Unfillable {
        var who = at(command);
        return switch (command.value()) {
            case USER -> who.user();
            case PASSWORD -> who.password();
            case ADDRESS -> address(who);
        };
    }

    /** The three values of one person are made together. */
    private Pseudonym at(Command command) throws Unfillable {
        if (answered != null && asked != null && isTheSamePerson(asked, command)) return answered;
        try {
            var counter = command.counter().stream().boxed().findFirst();
            var wanted = profile.wanted(new Said(place, command.persona(), counter, Optional.empty()));
            var pseudonym = profile.at(wanted, writer);
            asked = command;
            answered = pseudonym;
            return pseudonym;
        } catch (PseudonymRefused refused) {
            throw new Unfillable(refused.what());
        }
    }

    private static boolean isTheSamePerson(Command one, Command other) {
        return one.persona().equals(other.persona()) && one.counter().equals(other.counter());
    }

    private static String address(Pseudonym who) throws Unfillable {
        if (!who.address().isEmpty()) return who.address();
        throw new Unfillable(
                "This profile has no mail domain. Unlock it with one on the page Janus, or sign in at the proxy"
                        + " as name@domain.");
    }
}

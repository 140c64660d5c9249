package io.chimera.web.frame;

import io.chimera.core.account.Account;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.frame.Frame.Person;
import io.chimera.web.preference.Appearance;
import io.chimera.web.sign.OpenAccounts;
import io.chimera.web.words.Face;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts the frame around pages. */
@Component
public class Frames {

    private final OpenAccounts accounts;

    Frames(OpenAccounts accounts) {
        this.accounts = accounts;
    }

    /** The frame of one of this person's pages. */
    public Frame around(Messenger me, Part here) {
        return new Frame(person(me), Appearance.of(me).theme().attribute(), List.of(Part.values()), here);
    }

    /** Whose messenger this is, as pages show them. */
    public Person person(Messenger me) {
        var id = me.account();
        var name = accounts.find(id).map(Account::name).orElseGet(id::toString);
        return new Person(id.telegramUser(), name, Face.of(id.telegramUser(), name, false));
    }
}

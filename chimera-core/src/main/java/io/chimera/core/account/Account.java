package io.chimera.core.account;

import io.chimera.core.contact.PhoneNumber;
import java.util.Optional;

/**
 * A person who has signed in here, as the sign-in page names them.
 *
 * @param name what the person is called; never blank
 * @param phone the number the account is known by in the cloud, where it is known
 */
public record Account(AccountId id, String name, Optional<PhoneNumber> phone) {
    public Account {
        if (name.isBlank()) throw new IllegalArgumentException("an account needs a name");
    }
}

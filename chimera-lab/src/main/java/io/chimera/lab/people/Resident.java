package io.chimera.lab.people;

import io.chimera.core.contact.PhoneNumber;

/**
 * Somebody who lives in the lab.
 *
 * @param phone in E.164; by it they can be found
 */
public record Resident(long id, String name, String phone) {

    /** Their number. */
    public PhoneNumber number() {
        return new PhoneNumber(phone);
    }
}

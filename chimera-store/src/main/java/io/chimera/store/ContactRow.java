package io.chimera.store;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.contact.PhoneNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A row of table {@code contact}. */
@Table("contact")
record ContactRow(@Id long id, String name, @Nullable String phone) {

    Contact toContact() {
        return new Contact(new ContactId(id), name, Optional.ofNullable(phone).map(PhoneNumber::new));
    }
}

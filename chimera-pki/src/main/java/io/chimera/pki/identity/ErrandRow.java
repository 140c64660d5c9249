package io.chimera.pki.identity;

import io.chimera.core.identity.RevocationReason;
import java.math.BigInteger;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A row of table {@code errand}: a certificate that the authority is to revoke.
 *
 * @param serial lower-case hex
 * @param until when it ends by itself
 * @param dueAt when to try next
 * @param trouble what the last try met; empty before the first
 */
@Table("errand")
record ErrandRow(
        @Id String serial, RevocationReason reason, String note, long until, long dueAt, long tries, String trouble) {

    BigInteger number() {
        return new BigInteger(serial, 16);
    }
}

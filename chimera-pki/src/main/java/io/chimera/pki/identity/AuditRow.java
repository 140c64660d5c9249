package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.core.provider.Register.Entry;
import io.chimera.core.provider.Register.Event;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A row of table {@code audit}. */
@Table("audit")
record AuditRow(
        @Id @Nullable Long id,
        long at,
        Event event,
        @Nullable Long telegramId,
        String asker,
        String challenge,
        String request,
        String token,
        String fingerprint,
        String detail) {

    Entry entry() {
        return new Entry(
                id == null ? 0 : id,
                Instant.ofEpochMilli(at),
                event,
                Optional.ofNullable(telegramId).map(AccountId::new),
                asker,
                detail);
    }
}

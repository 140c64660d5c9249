package io.chimera.pki.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** What is asked of tables {@code issuance}, {@code certificate} and {@code standing}. */
interface IssuanceStatements extends Repository<IssuanceRow, Long> {

    /**
     * A key that was taken back stays so, whoever proves to have it: then nothing comes back. Else how many others of the
     * person were.
     */
    @Query("""
            insert into issuance (telegram_id, fingerprint, device, asker, at)
            values (:person, :key, :device, :asker, :at)
            on conflict (telegram_id, fingerprint) do update
            set device = excluded.device, asker = excluded.asker, at = excluded.at
            where issuance.revoked_at is null
            returning (select count(*) from issuance other
                       where other.telegram_id = :person and other.revoked_at is not null)""")
    Optional<Long> prove(
            @Param("person") long person,
            @Param("key") String key,
            @Param("device") String device,
            @Param("asker") String asker,
            @Param("at") long at);

    @Modifying
    @Query("""
            update issuance set revoked_at = :at, reason = :reason, note = :note
            where telegram_id = :person and fingerprint = :key and revoked_at is null""")
    int revoke(
            @Param("person") long person,
            @Param("key") String key,
            @Param("reason") String reason,
            @Param("note") String note,
            @Param("at") long at);

    @Query("select * from issuance where telegram_id = :person and fingerprint = :key")
    Optional<IssuanceRow> find(@Param("person") long person, @Param("key") String key);

    @Query("select * from issuance where at < :before order by at desc, id desc limit :most")
    List<IssuanceRow> newest(@Param("before") long before, @Param("most") int most);

    @Query("""
            select * from issuance where telegram_id = :person and at < :before
            order by at desc, id desc limit :most""")
    List<IssuanceRow> newestOf(@Param("person") long person, @Param("before") long before, @Param("most") int most);

    /** All keys of those people of whom one was taken back. */
    @Query("""
            select * from issuance where telegram_id in (select telegram_id from issuance where revoked_at is not null)
            order by telegram_id, at""")
    List<IssuanceRow> ofRestricted();

    @Modifying
    @Query("update standing set number = number + 1 where id = 1")
    int changed();

    @Query("select number from standing where id = 1")
    long number();

    @Modifying
    @Query("""
            insert into certificate (serial, telegram_id, fingerprint, until, shown_at)
            values (:serial, :person, :key, :until, :at)
            on conflict (serial) do nothing""")
    int show(
            @Param("serial") String serial,
            @Param("person") long person,
            @Param("key") String key,
            @Param("until") long until,
            @Param("at") long at);

    @Query("""
            select * from certificate where telegram_id in (:people) and fingerprint in (:keys)
            order by shown_at desc, until desc""")
    List<CertificateRow> certificates(@Param("people") Collection<Long> people, @Param("keys") Collection<String> keys);
}

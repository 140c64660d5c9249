package io.chimera.pki.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** What is asked of table {@code audit}. */
interface AuditStatements extends Repository<AuditRow, Long> {

    @Modifying
    @Query("""
            insert into audit (at, event, telegram_id, asker, challenge, request, token, fingerprint, detail)
            values (:at, :event, :person, :asker, :challenge, :request, :token, :key, :detail)""")
    int add(
            @Param("at") long at,
            @Param("event") String event,
            @Param("person") @Nullable Long person,
            @Param("asker") String asker,
            @Param("challenge") String challenge,
            @Param("request") String request,
            @Param("token") String token,
            @Param("key") String key,
            @Param("detail") String detail);

    @Query("select * from audit where id < :before order by id desc limit :most")
    List<AuditRow> newest(@Param("before") long before, @Param("most") int most);

    @Query("select * from audit where telegram_id = :person and id < :before order by id desc limit :most")
    List<AuditRow> newestOf(@Param("person") long person, @Param("before") long before, @Param("most") int most);

    @Query("select event, count(*) as times from audit where at >= :since group by event")
    List<Times> times(@Param("since") long since);

    /** How often something happened. */
    record Times(String event, long times) {}
}

package io.chimera.pki.identity;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** What is asked of table {@code errand}. */
interface ErrandStatements extends Repository<ErrandRow, String> {

    @Modifying
    @Query("""
            insert into errand (serial, reason, note, until, due_at, tries, trouble)
            values (:serial, :reason, :note, :until, :at, 0, '')
            on conflict (serial) do nothing""")
    int add(
            @Param("serial") String serial,
            @Param("reason") String reason,
            @Param("note") String note,
            @Param("until") long until,
            @Param("at") long at);

    @Query("select * from errand where due_at <= :now order by due_at limit :most")
    List<ErrandRow> due(@Param("now") long now, @Param("most") int most);

    @Query("select * from errand where serial in (:serials)")
    List<ErrandRow> open(@Param("serials") Collection<String> serials);

    @Query("select * from errand where trouble <> '' order by due_at limit :most")
    List<ErrandRow> troubled(@Param("most") int most);

    /** Takes an errand upon oneself; of two instances one gets it. */
    @Modifying
    @Query("update errand set due_at = :later, tries = tries + 1 where serial = :serial and due_at = :seen")
    int claim(@Param("serial") String serial, @Param("seen") long seen, @Param("later") long later);

    @Modifying
    @Query("update errand set trouble = :trouble where serial = :serial")
    int fail(@Param("serial") String serial, @Param("trouble") String trouble);

    @Modifying
    @Query("delete from errand where serial = :serial")
    int done(@Param("serial") String serial);

    @Modifying
    @Query("delete from errand where until < :now")
    int forget(@Param("now") long now);
}

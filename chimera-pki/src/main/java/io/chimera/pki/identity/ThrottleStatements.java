package io.chimera.pki.identity;

import java.util.Optional;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** What is asked of table {@code throttle}. Times are microseconds. */
interface ThrottleStatements extends Repository<ThrottleStatements.Row, String> {

    @Table("throttle")
    record Row(@Id String who, long earned) {}

    /** Takes one if there is one left; asked and taken in one statement, so that two at once do not take the same. */
    @Modifying
    @Query("""
            insert into throttle (who, earned) values (:who, :now + :every)
            on conflict (who) do update
            set earned = case when throttle.earned > :now then throttle.earned else :now end + :every
            where throttle.earned - :now <= :ahead""")
    int take(@Param("who") String who, @Param("now") long now, @Param("every") long every, @Param("ahead") long ahead);

    @Query("select earned from throttle where who = :who")
    Optional<Long> earned(@Param("who") String who);

    @Modifying
    @Query("delete from throttle where earned < :now")
    int forget(@Param("now") long now);
}

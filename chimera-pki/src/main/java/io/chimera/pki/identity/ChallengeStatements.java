package io.chimera.pki.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** What is asked of table {@code challenge}. */
interface ChallengeStatements extends Repository<ChallengeRow, String> {

    @Modifying
    @Query("""
            insert into challenge
                (id, telegram_id, asker, request, code, created_at, expires_at, tries, device, fingerprint)
            values (:id, :person, :asker, :request, :code, :created, :expires, 0, :device, :key)""")
    int add(
            @Param("id") String id,
            @Param("person") long person,
            @Param("asker") String asker,
            @Param("request") String request,
            @Param("code") byte[] code,
            @Param("created") long created,
            @Param("expires") long expires,
            @Param("device") String device,
            @Param("key") String key);

    /** In one statement, so that of two who try at once each uses up a try of its own. */
    @Query("""
            update challenge set tries = tries + 1
            where id = :id and used_at is null and expires_at > :now and tries < :most
            returning *""")
    Optional<ChallengeRow> tryOnce(@Param("id") String id, @Param("now") long now, @Param("most") int most);

    @Modifying
    @Query("update challenge set used_at = :now where id = :id and used_at is null")
    int use(@Param("id") String id, @Param("now") long now);

    @Query("""
            select id from challenge
            where telegram_id = :person and asker = :asker and fingerprint = ''
              and used_at is null and expires_at > :now and tries < :most
            order by created_at desc limit 1""")
    Optional<String> newestWithoutRequest(
            @Param("person") long person,
            @Param("asker") String asker,
            @Param("now") long now,
            @Param("most") int most);

    /** Each the n-th newest time of its kind, from zero; all of them asked at once, for the way there costs most. */
    @Query("""
            select
                (select expires_at from challenge where telegram_id = :person and used_at is null
                 order by expires_at desc limit 1 offset :open) as end_of_open,
                (select expires_at from challenge where telegram_id = :person and asker = :asker and used_at is null
                 order by expires_at desc limit 1 offset :openByOne) as end_of_open_by_asker,
                (select created_at from challenge where telegram_id = :person and used_at is null
                 order by created_at desc limit 1 offset :daily) as begun,
                (select created_at from challenge where telegram_id = :person and asker = :asker and used_at is null
                 order by created_at desc limit 1 offset :dailyByOne) as begun_by_asker,
                (select max(created_at) from challenge
                 where telegram_id = :person and asker = :asker and used_at is null) as newest_by_asker,
                (select used_at from challenge where telegram_id = :person and used_at is not null
                 order by used_at desc limit 1 offset :proofs) as proof""")
    Nth nth(
            @Param("person") long person,
            @Param("asker") String asker,
            @Param("open") int open,
            @Param("openByOne") int openByOne,
            @Param("daily") int daily,
            @Param("dailyByOne") int dailyByOne,
            @Param("proofs") int proofs);

    /** Times of one person's challenges, those of one asker among them, and of their proofs; null where there are not so many. */
    record Nth(
            @Nullable Long endOfOpen,
            @Nullable Long endOfOpenByAsker,
            @Nullable Long begun,
            @Nullable Long begunByAsker,
            @Nullable Long newestByAsker,
            @Nullable Long proof) {}

    @Modifying
    @Query("delete from challenge where created_at < :before")
    int forget(@Param("before") long before);
}

package io.chimera.pki.identity;

import java.util.Optional;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** What is asked of table {@code codes_key}. */
interface KeyProof extends Repository<KeyProof.Row, Long> {

    @Table("codes_key")
    record Row(@Id long id, String proof) {}

    @Modifying
    @Query("insert into codes_key (id, proof) values (1, :proof) on conflict (id) do nothing")
    int propose(@Param("proof") String proof);

    @Query("select proof from codes_key where id = 1")
    Optional<String> kept();
}

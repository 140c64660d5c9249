package io.chimera.pki.database;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.convert.DataAccessStrategyFactory;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.convert.JdbcTypeFactory;
import org.springframework.data.jdbc.core.convert.MappingJdbcConverter;
import org.springframework.data.jdbc.core.convert.QueryMappingConfiguration;
import org.springframework.data.jdbc.core.convert.RelationResolver;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** How records become rows of a database. */
final class Mapping {

    private Mapping() {}

    static JdbcAggregateTemplate rows(DataSource source, JdbcDialect dialect) {
        var conversions = JdbcCustomConversions.of(dialect, List.of());
        var context = JdbcMappingContext.forQuotedIdentifiers();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        context.afterPropertiesSet();
        var converter = new MappingJdbcConverter(context, noRelations(), conversions, JdbcTypeFactory.unsupported());
        var sql = new NamedParameterJdbcTemplate(source);
        var access = new DataAccessStrategyFactory(converter, sql, dialect, QueryMappingConfiguration.EMPTY).create();
        var rows = new JdbcAggregateTemplate(converter, access);
        rows.setEntityLifecycleEventsEnabled(false);
        return rows;
    }

    private static RelationResolver noRelations() {
        return (_, path) -> {
            throw new IllegalStateException("rows hold no other rows, yet one was asked for: " + path);
        };
    }
}

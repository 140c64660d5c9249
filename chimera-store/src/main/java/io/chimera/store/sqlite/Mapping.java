package io.chimera.store.sqlite;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.convert.DataAccessStrategyFactory;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.convert.JdbcTypeFactory;
import org.springframework.data.jdbc.core.convert.MappingJdbcConverter;
import org.springframework.data.jdbc.core.convert.QueryMappingConfiguration;
import org.springframework.data.jdbc.core.convert.RelationResolver;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** How records become rows: what Spring Data learns of our types once, shared by all databases. */
public final class Mapping {

    private final SqliteDialect dialect = new SqliteDialect();
    private final JdbcConverter converter;

    public Mapping() {
        var conversions = JdbcCustomConversions.of(dialect, List.of());
        var context = JdbcMappingContext.forQuotedIdentifiers();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        context.afterPropertiesSet();
        converter = new MappingJdbcConverter(context, noRelations(), conversions, JdbcTypeFactory.unsupported());
    }

    /** Rows refer to each other by plain keys, read where they are needed: there is nothing to resolve. */
    private static RelationResolver noRelations() {
        return (_, path) -> {
            throw new IllegalStateException("rows hold no other rows, yet one was asked for: " + path);
        };
    }

    NamedParameterJdbcTemplate sql(DataSource source) {
        var template = new JdbcTemplate(source);
        template.setExceptionTranslator(new SqliteExceptionTranslator());
        return new NamedParameterJdbcTemplate(template);
    }

    JdbcAggregateTemplate rows(NamedParameterJdbcTemplate sql) {
        var access = new DataAccessStrategyFactory(converter, sql, dialect, QueryMappingConfiguration.EMPTY).create();
        var rows = new JdbcAggregateTemplate(converter, access);
        rows.setEntityLifecycleEventsEnabled(false);
        return rows;
    }
}

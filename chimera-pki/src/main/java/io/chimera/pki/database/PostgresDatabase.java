package io.chimera.pki.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A PostgreSQL that several instances share. */
public final class PostgresDatabase extends Database {

    /** A change takes some milliseconds; whoever waits this long meets a fault, not a queue. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Idle connections are replaced before a firewall forgets them. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

    private final HikariDataSource pool;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;

    private PostgresDatabase(HikariDataSource pool) {
        super(Mapping.rows(pool, JdbcPostgresDialect.INSTANCE));
        this.pool = pool;
        this.sql = JdbcClient.create(pool);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    /**
     * How to reach it.
     *
     * @param url {@code jdbc:postgresql://host:port/database}
     * @param password secret
     * @param connections how many at most, at least 2
     */
    public record Address(String url, String user, String password, int connections) {
        @Override
        public String toString() {
            return "Address[" + url + ", user=" + user + "]";
        }
    }

    /**
     * Connects and brings the tables up to date; instances that start at once wait for each other.
     *
     * @param migrations folder on the class path with the Flyway migrations
     * @throws IOException if it cannot be reached or used
     */
    public static PostgresDatabase open(Address address, String migrations) throws IOException {
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(settings(address));
            Flyway.configure(PostgresDatabase.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:" + migrations)
                    .load()
                    .migrate();
            return new PostgresDatabase(pool);
        } catch (RuntimeException e) {
            if (pool != null) pool.close();
            throw new IOException(
                    address.url() + " cannot be used as user " + address.user() + ": " + root(e)
                            + ". Is it running, and may this user make tables there?",
                    e);
        }
    }

    private static HikariConfig settings(Address address) {
        var settings = new HikariConfig();
        settings.setPoolName("identity");
        settings.setJdbcUrl(address.url());
        settings.setUsername(address.user());
        settings.setPassword(address.password());
        settings.setMaximumPoolSize(address.connections());
        settings.setConnectionTimeout(LONGEST_WAIT.toMillis());
        settings.setMaxLifetime(LONGEST_LIFE.toMillis());
        settings.addDataSourceProperty("connectTimeout", "5");
        settings.addDataSourceProperty("socketTimeout", "10");
        settings.addDataSourceProperty("tcpKeepAlive", "true");
        settings.addDataSourceProperty("ApplicationName", "chimera-identity");
        return settings;
    }

    @Override
    public <T> T change(Supplier<T> work) {
        return transaction.execute(_ -> work.get());
    }

    @Override
    public <T> T one(Supplier<T> statement) {
        return statement.get();
    }

    @Override
    public void alone(long number) {
        sql.sql("select pg_advisory_xact_lock(?)")
                .param(number)
                .query((_, _) -> true)
                .list();
    }

    @Override
    public void close() {
        pool.close();
    }

    private static String root(Throwable failure) {
        var at = failure;
        while (at.getCause() != null) at = at.getCause();
        return String.valueOf(at.getMessage()).lines().findFirst().orElse("");
    }
}

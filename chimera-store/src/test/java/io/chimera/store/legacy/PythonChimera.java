package io.chimera.store.legacy;

import io.chimera.core.legacy.Legacies;
import io.chimera.core.legacy.OldChimera;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A first Chimera's database with the very tables it made, in a file of its own. */
public final class PythonChimera extends OldChimera {

    public PythonChimera(Path folder) {
        super(folder);
        run(
                "CREATE TABLE tabela_de_dialogos (dialog_id integer, name text)",
                "CREATE TABLE mensagens_para_enviar (dialog_id integer, marcador integer, msg text)",
                "CREATE TABLE tabela_de_mensagens (id_telegram integer, dialog integer, sent_by integer, date text,"
                        + " msg text, sent_ integer)",
                "create table my_id (myid integer)");
    }

    @Override
    public Path database() {
        return folder.resolve("chats.db");
    }

    @Override
    public Legacies reader() {
        return new SqliteLegacies();
    }

    @Override
    public void owner(long id) {
        run("delete from my_id");
        insert("insert into my_id values (?)", id);
    }

    @Override
    public void dialog(long id, String name) {
        insert("insert into tabela_de_dialogos values (?, ?)", id, name);
    }

    @Override
    public void message(long telegramId, long dialog, long author, String date, String text) {
        raw(telegramId, dialog, author, date, text, 0);
    }

    /** A row with whatever in its columns. */
    public void raw(Object... columns) {
        insert("insert into tabela_de_mensagens values (?, ?, ?, ?, ?, ?)", columns);
    }

    @Override
    public void waits(long dialog, String text) {
        insert("insert into mensagens_para_enviar values (?, ?, ?)", dialog, 0, text);
    }

    public void insert(String statement, Object... values) {
        try (var connection = connect();
                var prepared = connection.prepareStatement(statement)) {
            for (int n = 0; n < values.length; n++) prepared.setObject(n + 1, values[n]);
            prepared.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public void run(String... statements) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var one : statements) statement.execute(one);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Very many messages at once: every other one by the owner, one dialog for each hundred. */
    public void fill(long owner, int messages) {
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            try (var prepared =
                    connection.prepareStatement("insert into tabela_de_mensagens values (?, ?, ?, ?, ?, 0)")) {
                for (int n = 1; n <= messages; n++) {
                    long dialog = 2_000 + n % 100;
                    prepared.setLong(1, n);
                    prepared.setLong(2, dialog);
                    prepared.setLong(3, n % 2 == 0 ? owner : dialog);
                    prepared.setString(
                            4,
                            "2022-%02d-%02d %02d:%02d:%02d+00:00"
                                    .formatted(1 + n / 9_000 % 12, 1 + n / 320 % 28, n / 60 % 24, n % 60, n % 60));
                    prepared.setString(
                            5, "mensagem número " + n + " de muitas, sobre o coração da máquina e outras coisas");
                    prepared.addBatch();
                    if (n % 1_000 == 0) prepared.executeBatch();
                }
                prepared.executeBatch();
            }
            connection.commit();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database() + "?synchronous=OFF");
    }
}

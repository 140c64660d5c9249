package io.chimera.app.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody types: at a terminal, where secrets are not shown; or in lines a program feeds. */
final class Keyboard {

    private final @Nullable Console console;
    private final BufferedReader lines;
    private final PrintWriter out;

    private Keyboard(@Nullable Console console, BufferedReader lines, PrintWriter out) {
        this.console = console;
        this.lines = lines;
        this.out = out;
    }

    /** This process's own. */
    static Keyboard before(PrintWriter out) {
        var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        // The console's own reader does not know what was typed ahead, so it is used for secrets only.
        var charset = terminal.map(Console::charset).orElse(StandardCharsets.UTF_8);
        return new Keyboard(terminal.orElse(null), new BufferedReader(new InputStreamReader(System.in, charset)), out);
    }

    boolean isTerminal() {
        return console != null;
    }

    /** A line, once it is typed; empty when nothing more will be. */
    Optional<String> ask(String question) throws CommandFailed {
        prompt(question);
        return line();
    }

    /** A line that is not shown while it is typed. */
    Optional<String> askSecretly(String question) throws CommandFailed {
        prompt(question);
        if (console == null) return line();
        var typed = console.readPassword();
        return Optional.ofNullable(typed).map(String::new);
    }

    /** A line that was typed already, without waiting for one. */
    Optional<String> typedAhead() throws CommandFailed {
        try {
            return lines.ready() ? line() : Optional.empty();
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    private void prompt(String question) {
        out.print(question + " ");
        out.flush();
    }

    private Optional<String> line() throws CommandFailed {
        try {
            return Optional.ofNullable(lines.readLine());
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    private static CommandFailed unreadable(IOException failed) {
        return new CommandFailed("What was typed could not be read: " + failed.getMessage());
    }
}

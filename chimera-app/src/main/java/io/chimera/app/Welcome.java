package io.chimera.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;

/** Says where the pages are: on the terminal, and in a file for the verbs. The file is there as long as the node runs. */
final class Welcome implements AutoCloseable {

    private final Path file;

    Welcome(Path home) {
        this.file = home.resolve("address");
    }

    @EventListener
    void ready(ApplicationReadyEvent event) throws IOException {
        if (!(event.getApplicationContext() instanceof WebServerApplicationContext web)) return;
        var server = web.getWebServer();
        if (server == null) return;
        var address = "http://localhost:" + server.getPort();
        var aside = file.resolveSibling("address.new");
        Files.writeString(aside, address + System.lineSeparator());
        Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        System.out.println("Chimera is ready: " + address);
        if (Farewell.isAtTerminal()) System.out.println("Enter or Ctrl-C ends it.");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}

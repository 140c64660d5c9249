package io.chimera.app.bench;

import io.chimera.app.scene.SitePapers;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies behind the proxies: an nginx with a small page, a form, and a large file, over HTTP and HTTPS. It has a name for
 * those programs only that are started {@linkplain #within under} it, who see a file of hosts of their own.
 */
final class ProxySite implements AutoCloseable {

    static final String NAME = "shop.example.com";
    static final String SITE = "example.com";
    private static final int SMALL = 1_024;
    private static final int WORKERS = 1;

    private final Path folder;
    private final SitePapers papers;
    private final int port;
    private final int securePort;
    private final Child nginx;

    private ProxySite(Path folder, SitePapers papers, int port, int securePort, Child nginx) {
        this.folder = folder;
        this.papers = papers;
        this.port = port;
        this.securePort = securePort;
        this.nginx = nginx;
    }

    /** @param large how many bytes the large file has */
    static ProxySite open(Path folder, long large) throws Exception {
        var papers = SitePapers.issue("Benchmark Authority", folder, NAME);
        int port = Child.freePort();
        int securePort = Child.freePort();
        Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost " + NAME + "\n");
        try (var file = new RandomAccessFile(folder.resolve("large").toFile(), "rw")) {
            file.setLength(large);
        }
        var settings = Files.writeString(folder.resolve("nginx.conf"), """
                %1$s
                daemon off;
                worker_processes %2$d;
                pid %3$s/nginx.pid;
                error_log stderr crit;
                events { worker_connections 2048; }
                http {
                  access_log off;
                  client_body_temp_path %3$s/body;
                  proxy_temp_path %3$s/proxy;
                  fastcgi_temp_path %3$s/fastcgi;
                  uwsgi_temp_path %3$s/uwsgi;
                  scgi_temp_path %3$s/scgi;
                  keepalive_requests 1000000000;
                  keepalive_timeout 600s;
                  sendfile on;
                  server {
                    listen 127.0.0.1:%4$d backlog=1024;
                    listen 127.0.0.1:%5$d ssl backlog=1024;
                    ssl_certificate %6$s;
                    ssl_certificate_key %7$s;
                    location = /small { default_type text/html; return 200 "%8$s"; }
                    location = /in { default_type text/html; return 200 "Welcome"; }
                    location = /large { default_type application/octet-stream; root %3$s; }
                  }
                }
                """.formatted(
                        isMaster() ? "user root;" : "", // else it would give up the rights to read what is ours
                        WORKERS,
                        folder,
                        port,
                        securePort,
                        papers.certificate(),
                        papers.key(),
                        "x".repeat(SMALL)));
        var nginx = Child.listening(
                folder, "nginx", port, List.of("nginx", "-p", folder.toString(), "-c", settings.toString()));
        return new ProxySite(folder, papers, port, securePort, nginx);
    }

    String at(String path) {
        return "http://" + NAME + ":" + port + path;
    }

    String securelyAt(String path) {
        return "https://" + NAME + ":" + securePort + path;
    }

    int port() {
        return port;
    }

    int securePort() {
        return securePort;
    }

    /** The certificate of its authority. */
    Path root() {
        return papers.root();
    }

    /** The command, run where its name leads to it: in a mount namespace of its own. */
    List<String> within(List<String> command) throws IOException {
        var all = new ArrayList<>(List.of("unshare", isMaster() ? "-m" : "-rm", "sh", "-c"));
        all.add("mount --bind \"$0\" /etc/hosts && exec \"$@\"");
        all.add(folder.resolve("hosts").toString());
        all.addAll(command);
        return all;
    }

    private static boolean isMaster() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    @Override
    public void close() {
        nginx.close();
    }
}

package io.chimera.app.bench;

import io.chimera.app.scene.JanusPorts;
import io.chimera.app.scene.Node;
import io.chimera.app.scene.Program;
import io.chimera.app.scene.Rest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Starts what is measured: no proxy, Chimera with everything on, and of the others those that are there. */
final class ProxyContenders implements AutoCloseable {

    private final ProxySite site;
    private final Path folder;
    private final List<ProxyContender> all = new ArrayList<>();

    private ProxyContenders(ProxySite site, Path folder) {
        this.site = site;
        this.folder = folder;
    }

    static ProxyContenders start(ProxySite site, Path folder) throws Exception {
        var contenders = new ProxyContenders(site, folder);
        try {
            contenders.all.add(new ProxyContender(
                    "straight", OptionalInt.empty(), ProcessHandle.current().pid(), false, false, true, () -> {}));
            contenders.all.add(contenders.chimera());
            contenders.all.add(contenders.littleProxy());
            if (contenders.has("squid", "squid", "-v")) contenders.all.add(contenders.squid());
            if (contenders.has("tinyproxy", "tinyproxy", "-v")) contenders.all.add(contenders.tinyproxy());
            if (contenders.has("mitmproxy", "mitmdump", "--version")) contenders.all.add(contenders.mitmproxy());
            return contenders;
        } catch (Exception | Error failed) {
            contenders.close();
            throw failed;
        }
    }

    List<ProxyContender> all() {
        return List.copyOf(all);
    }

    private boolean has(String name, String program, String version) throws Exception {
        if (!Child.isThere(program)) {
            System.out.printf("   %s is not in the search path: it is left out%n", program);
            return false;
        }
        var said = Child.run(folder, Map.of(), List.of(program, version));
        System.out.printf(
                "   %s: %s%n", name, said.lines().findFirst().orElse("").strip());
        return true;
    }

    private ProxyContender chimera() throws Exception {
        var home = folder.resolve("chimera");
        var command = site.within(Program.ready()
                .command(List.of(
                        "--chimera.home=" + home,
                        "--server.port=0",
                        "--chimera.lan.enabled=false",
                        "--chimera.lab.people=1001",
                        "--chimera.janus.proxy.port=0",
                        "--chimera.janus.proxy.allow=127.0.0.1",
                        "--chimera.janus.proxy.tunnel-ports=" + site.securePort(),
                        "--chimera.janus.proxy.plain-http=" + ProxySite.SITE,
                        "--chimera.janus.proxy.trusted-roots=" + site.root())));
        var node = Node.start("Chimera", home, List.of(), command);
        var rest = new Rest(node, Town.ANA);
        rest.postTo("/api/v1/janus/https/sites", Map.of("site", ProxySite.SITE)).ok();
        rest.postTo("/api/v1/janus/https/certificate", Map.of()).ok();
        rest.postTo("/api/v1/janus/https/certificate/given", Map.of()).ok();
        return new ProxyContender(
                "Chimera", OptionalInt.of(JanusPorts.proxyOf(node)), node.pid(), true, false, true, node);
    }

    private ProxyContender littleProxy() throws IOException {
        int port = Child.freePort();
        var command = new ArrayList<String>();
        command.add(Program.java());
        command.addAll(Program.options());
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), LittleProxy.class.getName(), Integer.toString(port)));
        System.out.println("   LittleProxy: "
                + Path.of(org.littleshoot.proxy.HttpProxyServer.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .getFileName());
        return simple("LittleProxy", port, command, false, false);
    }

    private ProxyContender squid() throws IOException {
        int port = Child.freePort();
        var settings = Files.writeString(folder.resolve("squid.conf"), """
                http_port 127.0.0.1:%d
                http_access allow all
                cache deny all
                access_log none
                cache_log /dev/null
                pid_filename none
                netdb_filename none
                coredump_dir none
                visible_hostname benchmark
                shutdown_lifetime 1 second
                """.formatted(port));
        return simple("squid", port, List.of("squid", "-N", "-f", settings.toString()), false, false);
    }

    private ProxyContender tinyproxy() throws IOException {
        int port = Child.freePort();
        var settings = Files.writeString(
                folder.resolve("tinyproxy.conf"), """
                Listen 127.0.0.1
                Port %d
                MaxClients 256
                LogLevel Critical
                LogFile "%s"
                """.formatted(port, folder.resolve("tinyproxy.out")));
        return simple("tinyproxy", port, List.of("tinyproxy", "-d", "-c", settings.toString()), true, false);
    }

    private ProxyContender mitmproxy() throws IOException {
        int port = Child.freePort();
        return simple(
                "mitmproxy",
                port,
                List.of(
                        "mitmdump",
                        "-q",
                        "--listen-host",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "--set",
                        "confdir=" + folder.resolve("mitmproxy"),
                        "--set",
                        "ssl_verify_upstream_trusted_ca=" + site.root()),
                false,
                true);
    }

    private ProxyContender simple(String name, int port, List<String> command, boolean hangsUp, boolean looksInto)
            throws IOException {
        var child = Child.listening(folder, name, port, site.within(command));
        return new ProxyContender(name, OptionalInt.of(port), child.pid(), false, hangsUp, looksInto, child);
    }

    @Override
    public void close() throws Exception {
        for (var each : all.reversed()) each.close();
    }
}

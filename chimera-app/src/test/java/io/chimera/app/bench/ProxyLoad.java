package io.chimera.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a site by a way: wrk where it is to be as fast as it goes, vegeta where the pace is given or a tunnel is needed, curl
 * for one large file. Each is a process of its own.
 */
final class ProxyLoad {

    /** What browsers would send of a form with Janus' commands in it. */
    private static final String FORM = "member=%5Cu&passphrase=%5Cp&mail=%5C%40&remember=on";

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    /** What else a browser says. */
    private static final Map<String, String> BROWSER = Map.of(
            "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language", "pt-BR,pt;q=0.8,en-US;q=0.5,en;q=0.3");

    private static final double MICROS = 1_000;
    private static final double NANOS = 1e6;
    private static final double MEBIBYTE = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ProxySite site;
    private final Path folder;

    ProxyLoad(ProxySite site, Path folder) {
        this.site = site;
        this.folder = folder;
    }

    /** What came out; times in milliseconds. */
    record Result(long requests, double perSecond, double median, double worst, long failed) {}

    /** The small page, as fast as it goes. */
    Result pages(ProxyContender way, int connections, int seconds) throws Exception {
        return wrk(way, connections, seconds, "GET", "/small", Map.of(), "");
    }

    /** The form, as fast as it goes. */
    Result forms(ProxyContender way, int connections, int seconds) throws Exception {
        return wrk(
                way,
                connections,
                seconds,
                "POST",
                "/in",
                Map.of("Content-Type", FORM_TYPE, "Origin", site.at("")),
                FORM);
    }

    private Result wrk(
            ProxyContender way,
            int connections,
            int seconds,
            String method,
            String path,
            Map<String, String> more,
            String body)
            throws Exception {
        var headers = new TreeMap<>(BROWSER);
        headers.putAll(more);
        headers.put("Host", ProxySite.NAME + ":" + site.port());
        if (way.signIn()) headers.put("Proxy-Authorization", way.authorization());
        if (!body.isEmpty()) headers.put("Content-Length", Integer.toString(body.length()));
        var script = Files.writeString(folder.resolve("wrk.lua"), """
                local text = wrk.format("%s", "%s", {%s}, "%s")
                function request() return text end
                function done(summary, latency)
                  local e = summary.errors
                  io.write(string.format("RESULT %%d %%d %%.0f %%.0f %%d\\n", summary.requests, summary.duration,
                    latency:percentile(50), latency:percentile(99), e.connect + e.status + e.timeout%s))
                end
                """.formatted(
                        method,
                        way.isProxy() ? site.at(path) : path,
                        headers.entrySet().stream()
                                .map(each -> "[\"" + each.getKey() + "\"]=\"" + each.getValue() + "\"")
                                .collect(Collectors.joining(",")),
                        body,
                        way.hangsUp() ? "" : " + e.read + e.write"));
        int port = way.port().orElse(site.port());
        var said = Child.run(
                folder,
                Map.of(),
                List.of(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--timeout",
                        "10s",
                        "-s",
                        script.toString(),
                        "http://127.0.0.1:" + port));
        var line = said.lines()
                .filter(each -> each.startsWith("RESULT "))
                .findFirst()
                .orElseThrow(() -> new IOException(said));
        var fields = line.split(" ");
        long requests = Long.parseLong(fields[1]);
        return new Result(
                requests,
                requests / (Long.parseLong(fields[2]) / 1e6),
                Double.parseDouble(fields[3]) / MICROS,
                Double.parseDouble(fields[4]) / MICROS,
                Long.parseLong(fields[5]));
    }

    /** The form at a pace, whatever comes. */
    Result formsAtPace(ProxyContender way, int perSecond, int seconds) throws Exception {
        return vegeta(way, site.at("/in"), List.of("-rate=" + perSecond), seconds);
    }

    /** The form inside HTTPS, as fast as so many connections can. */
    Result formsInside(ProxyContender way, int connections, int seconds) throws Exception {
        return vegeta(
                way,
                site.securelyAt("/in"),
                List.of("-rate=0", "-max-workers=" + connections, "-connections=" + connections),
                seconds);
    }

    private Result vegeta(ProxyContender way, String url, List<String> pace, int seconds) throws Exception {
        var body = Files.writeString(folder.resolve("form"), FORM);
        var targets = Files.writeString(
                folder.resolve("targets"),
                "POST " + url + "\n"
                        + BROWSER.entrySet().stream()
                                .map(each -> each.getKey() + ": " + each.getValue() + "\n")
                                .collect(Collectors.joining())
                        + "Origin: " + url.substring(0, url.lastIndexOf('/')) + "\nContent-Type: " + FORM_TYPE + "\n@"
                        + body + "\n");
        var results = folder.resolve("results.bin");
        var command = new ArrayList<>(List.of(
                "vegeta",
                "attack",
                "-targets=" + targets,
                "-output=" + results,
                "-duration=" + seconds + "s",
                "-insecure",
                "-http2=false"));
        command.addAll(pace);
        var environment = way.isProxy()
                ? Map.of("HTTP_PROXY", way.url(), "HTTPS_PROXY", way.url(), "NO_PROXY", "")
                : Map.of("HTTP_PROXY", "", "HTTPS_PROXY", "");
        Child.run(folder, environment, site.within(command));
        var report = JSON.readTree(
                Child.run(folder, Map.of(), List.of("vegeta", "report", "-type=json", results.toString())));
        long requests = report.path("requests").asLong();
        return new Result(
                requests,
                report.path("throughput").asDouble(),
                report.at("/latencies/50th").asDouble() / NANOS,
                report.at("/latencies/99th").asDouble() / NANOS,
                Math.round(requests * (1 - report.path("success").asDouble())));
    }

    /** How fast a large file comes, in MiB/s. */
    double large(ProxyContender way) throws Exception {
        var command = new ArrayList<>(
                List.of("curl", "-s", "-f", "-o", "/dev/null", "-w", "%{size_download} %{time_total}", "--proxy"));
        command.add(way.isProxy() ? way.url() : "");
        command.add(site.at("/large"));
        var said = Child.run(folder, Map.of(), site.within(command)).split(" ");
        return Double.parseDouble(said[0]) / MEBIBYTE / Double.parseDouble(said[1].toLowerCase(Locale.ROOT));
    }
}

package io.chimera.app.bench;

import io.chimera.app.bench.ProxyLoad.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/**
 * The identity proxy beside others, by turns in one run: small pages, forms with commands, a large file, and forms inside
 * HTTPS, of a site that is a process of its own, asked by programs of their own. Chimera has everything on: it asks each
 * request who sends it, and fills every form in.
 */
final class Proxy implements Bench.Measurement {

    private static final long SECONDS = 5;
    private static final int ROUNDS = 3;
    private static final int MANY = 64;
    private static final int SOME = 32;
    private static final int PACE = 200;
    private static final long LARGE = 256L << 20;
    private static final double MILLIS = 1_000;
    private static final List<String> NEEDED = List.of("nginx", "wrk", "vegeta", "curl", "unshare");

    /** What was measured of one way, each once a round. */
    private record Figures(
            List<Result> pages,
            List<Double> processor,
            List<Result> alone,
            List<Result> forms,
            List<Double> large,
            List<Result> paced,
            List<Result> inside) {

        Figures() {
            this(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }
    }

    @Override
    public void measure(OptionalLong amount, Path folder) throws Exception {
        var missing = NEEDED.stream().filter(each -> !Child.isThere(each)).toList();
        if (!missing.isEmpty()) {
            System.out.println("   left out, because these are not in the search path: " + String.join(", ", missing));
            return;
        }
        int seconds = Math.toIntExact(amount.orElse(SECONDS));
        try (var site = ProxySite.open(folder, LARGE);
                var contenders = ProxyContenders.start(site, folder)) {
            var load = new ProxyLoad(site, folder);
            var figures = new LinkedHashMap<ProxyContender, Figures>();
            for (var way : contenders.all()) {
                figures.put(way, new Figures());
                round(load, way, new Figures(), 2 * seconds); // warms up
            }
            for (int round = 0; round < ROUNDS; round++)
                for (var way : contenders.all()) round(load, way, figures.get(way), seconds);
            tell(figures);
        }
    }

    private static void round(ProxyLoad load, ProxyContender way, Figures figures, int seconds) throws Exception {
        double before = Machine.processorSeconds(way.pid());
        var pages = whole(way, load.pages(way, MANY, seconds));
        figures.processor.add((Machine.processorSeconds(way.pid()) - before) * MILLIS / pages.requests() * MILLIS);
        figures.pages.add(pages);
        figures.alone.add(whole(way, load.pages(way, 1, seconds)));
        figures.forms.add(whole(way, load.forms(way, MANY, seconds)));
        figures.large.add(load.large(way));
        figures.paced.add(whole(way, load.formsAtPace(way, PACE, seconds)));
        if (way.looksInto()) figures.inside.add(whole(way, load.formsInside(way, SOME, seconds)));
    }

    private static Result whole(ProxyContender way, Result result) throws IOException {
        if (result.failed() * 1_000 > result.requests() || result.requests() == 0)
            throw new IOException(way.name() + " failed: " + result);
        if (result.failed() > 0)
            System.out.printf("   %s: %d of %d failed%n", way.name(), result.failed(), result.requests());
        return result;
    }

    private static void tell(Map<ProxyContender, Figures> figures) {
        System.out.printf(
                "   %-12s %14s %10s %12s %12s %10s %16s %14s%n",
                "", "pages/s", "µs each", "one, ms", "forms/s", "MiB/s", "200/s, ms (p99)", "in HTTPS/s");
        figures.forEach((way, its) -> System.out.printf(
                Locale.ROOT,
                "   %-12s %14.0f %10s %12.3f %12.0f %10.0f %8.2f (%5.2f) %14s%n",
                way.name(),
                median(its.pages, Result::perSecond),
                way.isProxy() ? String.format(Locale.ROOT, "%.0f", median(its.processor, one -> one)) : "",
                median(its.alone, Result::median),
                median(its.forms, Result::perSecond),
                median(its.large, one -> one),
                median(its.paced, Result::median),
                median(its.paced, Result::worst),
                its.inside.isEmpty() ? "" : String.format(Locale.ROOT, "%.0f", median(its.inside, Result::perSecond))));
        compare(figures, "LittleProxy", "pages", its -> median(its.pages, Result::perSecond), "at least 0.75");
        compare(figures, "squid", "pages", its -> median(its.pages, Result::perSecond), "at least 1.5");
        compare(figures, "mitmproxy", "in HTTPS", its -> median(its.inside, Result::perSecond), "at least 5");
        double added = median(of(figures, "Chimera").alone, Result::median)
                - median(of(figures, "straight").alone, Result::median);
        System.out.printf(Locale.ROOT, "   added to one connection: %.3f ms; target: at most 0.3%n", added);
    }

    private static void compare(
            Map<ProxyContender, Figures> figures,
            String other,
            String what,
            ToDoubleFunction<Figures> figure,
            String target) {
        if (figures.keySet().stream().noneMatch(way -> way.name().equals(other))) return;
        System.out.printf(
                Locale.ROOT,
                "   %s, of %s: %.2f; target: %s%n",
                what,
                other,
                figure.applyAsDouble(of(figures, "Chimera")) / figure.applyAsDouble(of(figures, other)),
                target);
    }

    private static Figures of(Map<ProxyContender, Figures> figures, String name) {
        return figures.entrySet().stream()
                .filter(each -> each.getKey().name().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
        return Spread.of(rounds.stream().mapToDouble(figure).toArray()).median();
    }
}

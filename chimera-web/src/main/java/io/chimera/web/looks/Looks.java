package io.chimera.web.looks;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import io.chimera.web.looks.Layer.Kind;
import io.chimera.web.words.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words as people see them. Whatever the words, the addresses and the names of languages hold, in a page they are no markup;
 * and what is hidden opens without script, for it is the browser's own {@code details}. Pure.
 */
public final class Looks {

    private static final String COVER = "▒";
    private static final int SHORTEST_COVER = 3;
    private static final int LONGEST_COVER = 12;
    /** Looks that take more are somebody's trick: a long address, opened again in each of a hundred stretches. */
    private static final int LONGEST = 1 << 17;

    private static final Pattern CLASS = Pattern.compile("[A-Za-z0-9+#._-]+");

    private final Words words;

    public Looks(Words words) {
        this.words = words;
    }

    /** In one line or many, without looks; what is to be hidden is. */
    public static String plain(Body.Text body) {
        var text = new StringBuilder();
        int done = 0;
        for (var span : body.spans()) {
            if (!(span.style() instanceof Style.Spoiler()) || span.end() <= done) continue;
            text.append(body.text(), done, Math.max(done, span.from())).append(COVER.repeat(SHORTEST_COVER));
            done = span.end();
        }
        return text.append(body.text(), done, body.text().length()).toString();
    }

    /** Markup for an element that keeps line ends; without looks where they would be out of all proportion. Addresses of the web are links, wherever nothing else is said of them. */
    public String html(Body.Text body) {
        var layers = new ArrayList<Layer>();
        body.spans().forEach(span -> layers.add(layer(span)));
        for (var address : Addresses.in(body.text())) {
            if (layers.stream().noneMatch(layer -> isTaken(layer, address.start(), address.end())))
                layers.add(link(address.start(), address.end(), address.group(), ""));
        }
        var page = new Page(body.text(), layers);
        page.put(Run.cut(body.text(), layers), 0);
        return page.isTooLong() ? Html.text(body.text()) : page.html.toString();
    }

    private static boolean isTaken(Layer layer, int from, int end) {
        return switch (layer.kind()) {
            case LINK, BLOCK, CODE -> layer.touches(from, end);
            case QUOTE, SPOILER, BOLD, ITALIC, UNDERLINED, STRUCK -> false;
        };
    }

    private Layer layer(Span span) {
        return switch (span.style()) {
            case Style.Bold() -> element(span, Kind.BOLD, "strong");
            case Style.Italic() -> element(span, Kind.ITALIC, "em");
            case Style.Underlined() -> element(span, Kind.UNDERLINED, "u");
            case Style.Struck() -> element(span, Kind.STRUCK, "s");
            case Style.Code() -> element(span, Kind.CODE, "code");
            case Style.Quote() -> element(span, Kind.QUOTE, "blockquote");
            case Style.Block(var language) ->
                new Layer(span.from(), span.end(), Kind.BLOCK, block(language), "</code></pre>");
            case Style.Link(var address) ->
                link(span.from(), span.end(), address, " title=\"" + Html.text(address) + "\"");
            case Style.Spoiler() -> new Layer(span.from(), span.end(), Kind.SPOILER, cover(span), "</span></details>");
        };
    }

    private static Layer element(Span span, Kind kind, String name) {
        return new Layer(span.from(), span.end(), kind, "<" + name + ">", "</" + name + ">");
    }

    private static Layer link(int from, int end, String address, String more) {
        var open = "<a href=\"" + Html.text(address) + "\"" + more
                + " target=\"_blank\" rel=\"noopener noreferrer nofollow\">";
        return new Layer(from, end, Kind.LINK, open, "</a>");
    }

    private static String block(String language) {
        if (language.isBlank()) return "<pre><code>";
        var named = CLASS.matcher(language).matches() ? " class=\"language-" + language + "\"" : "";
        return "<pre data-language=\"" + Html.text(language) + "\"><code" + named + ">";
    }

    private String cover(Span span) {
        int length = Math.clamp(span.length(), SHORTEST_COVER, LONGEST_COVER);
        return "<details class=\"spoiler\"><summary><span class=\"vh\">" + Html.text(words.say("look.spoiler"))
                + "</span><span aria-hidden=\"true\">" + COVER.repeat(length) + "</span></summary><span>";
    }

    /** Markup being put together. */
    private static final class Page {

        private final StringBuilder html = new StringBuilder();
        private final String text;
        private final Set<Integer> behindBlocks = new HashSet<>();

        Page(String text, List<Layer> layers) {
            this.text = text;
            layers.stream().filter(layer -> layer.kind().isBlock()).forEach(layer -> behindBlocks.add(layer.end()));
        }

        /** Those that share what lies around them at this depth stand in one element. */
        void put(List<Run> runs, int depth) {
            int at = 0;
            while (at < runs.size() && !isTooLong()) {
                var layers = runs.get(at).layers();
                if (layers.size() == depth) {
                    say(runs.get(at++));
                    continue;
                }
                var layer = layers.get(depth);
                int end = at + 1;
                while (end < runs.size() && has(runs.get(end), depth, layer)) end++;
                html.append(layer.open());
                put(runs.subList(at, end), depth + 1);
                html.append(layer.close());
                at = end;
            }
        }

        boolean isTooLong() {
            return html.length() > LONGEST;
        }

        private static boolean has(Run run, int depth, Layer layer) {
            return run.layers().size() > depth && run.layers().get(depth).equals(layer);
        }

        /** A block ends its line by itself. */
        private void say(Run run) {
            boolean ended = behindBlocks.contains(run.from()) && text.charAt(run.from()) == '\n';
            html.append(Html.text(text.substring(ended ? run.from() + 1 : run.from(), run.end())));
        }
    }
}

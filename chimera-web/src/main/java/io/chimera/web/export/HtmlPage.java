package io.chimera.web.export;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.web.looks.Html;
import io.chimera.web.words.Words;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;

/** One page being written. */
final class HtmlPage implements Closeable {

    /** No scripts, no other computers; pictures from beside the page, which browsers call "self" or "file:". */
    private static final String NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:";

    private static final String LOOK = """
            :root { color-scheme: light dark; --ink: light-dark(#211b19, #f2ecea); --muted: light-dark(#655b56, #b0a59f);
              --canvas: light-dark(#f6f3f1, #141110); --theirs: light-dark(#fff, #272220); --mine: light-dark(#f9e5e1, #4a2321);
              --brand: light-dark(#900, #ff9c92) }
            * { box-sizing: border-box; margin: 0 }
            body { font: 400 15px/1.45 system-ui, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: var(--canvas);
              max-inline-size: 48rem; margin: auto; padding: 1rem; overflow-wrap: anywhere }
            h1 { font-size: 1.5rem } h2 { font-size: .9rem; color: var(--muted); text-align: center; margin-block: 1.5rem .5rem }
            a { color: var(--brand) } header, nav, footer { margin-block: .75rem } .muted, time { color: var(--muted); font-size: .8125rem }
            ul { list-style: none; padding: 0 } li { padding-block: .4rem }
            article { background: var(--theirs); border-radius: .6rem; padding: .5rem .75rem; margin-block: .35rem;
              inline-size: fit-content; max-inline-size: 85% }
            article.mine { background: var(--mine); margin-inline-start: auto }
            .said { white-space: pre-wrap } .quote, blockquote { border-inline-start: 3px solid var(--brand); padding-inline-start: .5rem;
              margin-block: .25rem } .quote { font-size: .875rem } .quote a { color: inherit; text-decoration: none } :target { outline: 2px solid var(--brand) }
            pre { padding: .4rem .6rem; border-radius: .4rem; background: var(--canvas); white-space: pre-wrap; font-size: .875rem }
            pre[data-language]::before { content: attr(data-language); display: block; color: var(--muted); font-family: system-ui, sans-serif }
            .spoiler, .spoiler[open]::details-content { display: inline } .spoiler:not([open])::details-content { display: none }
            .spoiler > summary { display: inline; cursor: pointer; color: var(--muted); list-style: none }
            .spoiler > summary::-webkit-details-marker { display: none }
            .vh { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
            img { display: block; max-inline-size: 100%; max-block-size: 24rem; margin-block: .35rem }
            @media print { body { background: none } article { border: 1px solid #999; break-inside: avoid } }
            """;

    private final Writer out;

    private HtmlPage(Writer out) {
        this.out = out;
    }

    static HtmlPage begin(PrivateFolder folder, String name, String title, Words words) throws IOException {
        var page = new HtmlPage(Files.newBufferedWriter(folder.reserve(name)));
        page.put("<!doctype html>\n<html lang=\"" + words.language().tag() + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + NOTHING_ELSE + "\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" + Html.text(title) + "</title>\n<style>\n"
                + LOOK + "</style>\n</head>\n<body>\n");
        return page;
    }

    /** Adds markup; whatever others wrote went through {@link Html} before. */
    void put(String markup) throws IOException {
        out.write(markup);
    }

    void end() throws IOException {
        put("</body>\n</html>\n");
        close();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The proxy's own pages: what happened, why, and what to do; in English or Portuguese, as a page or as text. */
final class Pages {

    private static final String BUNDLE = "io.chimera.janus.proxy.pages";
    private static final Locale PORTUGUESE = Locale.of("pt");

    @SuppressWarnings("InlineFormatString") // a page is read best by itself
    private static final String FRAME = """
            <!doctype html>
            <html lang="%1$s"><head><meta charset="utf-8"><title>%2$s</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:12vh auto;padding:0 1.2rem;\
            color-scheme:light dark}h1{font-size:1.4rem}footer{opacity:.7;margin-top:3rem}</style></head>
            <body><main><h1>%2$s</h1><p>%3$s</p><p>%4$s</p></main><footer>Janus · Chimera</footer></body></html>
            """;

    private Pages() {}

    /** The page that refuses a request. {@code asked} are the request's headers. */
    static FullHttpResponse refusal(Refused refused, HttpHeaders asked) {
        var answer = page(refused.refusal().key(), refused.refusal().status(), refused.detail(), asked);
        if (refused.refusal().asksToSignIn())
            answer.headers().set(HttpHeaderNames.PROXY_AUTHENTICATE, "Basic realm=\"Janus\", charset=\"UTF-8\"");
        if (refused.retryAfter() > 0) answer.headers().setInt(HttpHeaderNames.RETRY_AFTER, refused.retryAfter());
        return answer;
    }

    /** The short page of whoever opens the proxy's address as if it were a site. */
    static FullHttpResponse welcome(HttpHeaders asked) {
        return page("welcome", 200, "", asked);
    }

    private static FullHttpResponse page(String key, int status, String detail, HttpHeaders asked) {
        boolean portuguese = asked.get(HttpHeaderNames.ACCEPT_LANGUAGE, "")
                .toLowerCase(Locale.ROOT)
                .startsWith("pt");
        var words = ResourceBundle.getBundle(
                BUNDLE,
                portuguese ? PORTUGUESE : Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        boolean html = asked.get(HttpHeaderNames.ACCEPT, "").contains("text/html");
        var parts = List.of(
                        words.getString(key + ".title"), words.getString(key + ".why"), words.getString(key + ".do"))
                .stream()
                .map(part -> part.replace("{0}", detail))
                .map(part -> html ? escaped(part) : part.replaceAll("\\p{Cntrl}", " "))
                .toList();
        var text = html
                ? FRAME.formatted(portuguese ? "pt" : "en", parts.get(0), parts.get(1), parts.get(2))
                : String.join("\n\n", parts).strip() + "\n";
        return answer(status, html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8", text);
    }

    /** An answer of this proxy itself: never kept by a browser, never taken for something else, and without any script. */
    static FullHttpResponse answer(int status, String type, String text) {
        var answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.copiedBuffer(text, UTF_8));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff")
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'");
        return answer;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

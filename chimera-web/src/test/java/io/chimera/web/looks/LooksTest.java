package io.chimera.web.looks;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Markup;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import io.chimera.core.testing.Chance;
import io.chimera.web.testing.Speech;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LooksTest {

    private static final String REL = " target=\"_blank\" rel=\"noopener noreferrer nofollow\">";
    private static final Pattern TAG =
            Pattern.compile("</?(?:strong|em|u|s|code|pre|blockquote|a|details|summary|span)(?: [^<>]*)?>");
    private static final Pattern SUMMARY = Pattern.compile("<summary>.*?</summary>");

    private final Looks looks = new Looks(Speech.english());

    private String html(String text, Span... spans) {
        return looks.html(new Body.Text(text, List.of(spans)));
    }

    private static Span span(int from, int length, Style style) {
        return new Span(from, length, style);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    **a** b   | <strong>a</strong> b
                    __a__     | <em>a</em>
                    ++a++     | <u>a</u>
                    ~~a~~     | <s>a</s>
                    `a<b`     | <code>a&lt;b</code>
                    > a       | <blockquote>a</blockquote>
                    """)
    void eachStyleHasItsElement(String written, String html) {
        assertThat(looks.html(Markup.read(written))).isEqualTo(html);
    }

    @Test
    void looksOutOfAllProportionAreLeftOut() {
        var spans = new ArrayList<Span>();
        spans.add(new Span(0, 400, new Style.Link("http://a/?" + "&".repeat(2_000))));
        for (int i = 0; i < 99; i++) spans.add(new Span(4 * i, 1, new Style.Quote()));
        assertThat(looks.html(new Body.Text("x".repeat(400), spans))).isEqualTo("x".repeat(400));
    }

    @Test
    void styleWithinStyleIsElementWithinElement() {
        assertThat(html("abcdef", span(0, 6, new Style.Italic()), span(2, 2, new Style.Bold())))
                .isEqualTo("<em>ab<strong>cd</strong>ef</em>");
    }

    @Test
    void stylesThatOverlapAreCutSoThatElementsDoNot() {
        assertThat(html("abcdef", span(0, 4, new Style.Bold()), span(2, 4, new Style.Italic())))
                .isEqualTo("<strong>ab<em>cd</em></strong><em>ef</em>");
    }

    @Test
    void whatHoldsLinesLiesAroundTheRestAndEndsItsLine() {
        assertThat(looks.html(Markup.read("before\n> a **b**\n> c\nbehind\n```java\nint i;\n```\nend")))
                .isEqualTo("before\n<blockquote>a <strong>b</strong>\nc</blockquote>behind\n"
                        + "<pre data-language=\"java\"><code class=\"language-java\">int i;</code></pre>end");
        assertThat(html("abcd", span(0, 4, new Style.Bold()), span(1, 2, new Style.Quote())))
                .isEqualTo("<strong>a</strong><blockquote><strong>bc</strong></blockquote><strong>d</strong>");
    }

    @Test
    void whatIsHiddenOpensWithoutScript() {
        assertThat(html("he dies", span(3, 4, new Style.Spoiler())))
                .isEqualTo("he <details class=\"spoiler\"><summary><span class=\"vh\">Hidden words</span>"
                        + "<span aria-hidden=\"true\">▒▒▒▒</span></summary><span>dies</span></details>");
    }

    @Test
    void inALineWhatIsHiddenStaysSo() {
        assertThat(Looks.plain(Markup.read("he **really** ||dies|| in ||part 2||")))
                .isEqualTo("he really ▒▒▒ in ▒▒▒");
        assertThat(Looks.plain(new Body.Text(
                        "abcdef", List.of(span(0, 4, new Style.Spoiler()), span(2, 4, new Style.Spoiler())))))
                .isEqualTo("▒▒▒▒▒▒");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    see https://a.example/x?y=1&z=2#q, please | https://a.example/x?y=1&z=2#q
                    (http://a.example/)                       | http://a.example/
                    HTTPS://A.example!                        | HTTPS://A.example
                    """)
    void anAddressIsALinkWithoutWhatEndsTheSentence(String text, String address) {
        var escaped = Html.text(address);
        assertThat(html(text))
                .isEqualTo(Html.text(text).replace(escaped, "<a href=\"" + escaped + "\"" + REL + escaped + "</a>"));
    }

    @Test
    void anAddressIsALinkWhateverLooksItHasButWithinCodeAndLinks() {
        assertThat(looks.html(Markup.read("**https://a.example**")))
                .isEqualTo("<a href=\"https://a.example\"" + REL + "<strong>https://a.example</strong></a>");
        assertThat(looks.html(Markup.read("`https://a.example`"))).isEqualTo("<code>https://a.example</code>");
        assertThat(html("https://a.example", span(0, 17, new Style.Link("https://b.example"))))
                .isEqualTo("<a href=\"https://b.example\" title=\"https://b.example\"" + REL + "https://a.example</a>");
    }

    @Test
    void noLinkStandsWithinALinkAndNoCoverEither() {
        var link = new Style.Link("https://a.example");
        assertThat(html("abcd", span(0, 4, link), span(1, 2, new Style.Link("https://b.example"))))
                .doesNotContain("b.example");
        assertThat(html("abcd", span(0, 4, link), span(1, 2, new Style.Spoiler())))
                .matches("<a [^>]*>a</a><details.*<a [^>]*>bc</a></span></details><a [^>]*>d</a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://a.example",
                "http://",
                "https:a.example",
                "xhttp:/a",
                "[a](javascript:alert(1))"
            })
    void nothingElseIsALink(String text) {
        assertThat(looks.html(Markup.read(text))).doesNotContain("<a");
    }

    @Test
    void noMarkupComesFromOthers() {
        assertThat(html(
                        "<script>&\"'",
                        span(0, 8, new Style.Bold()),
                        span(0, 4, new Style.Block("\"><script>alert(1)</script>"))))
                .doesNotContain("<script", "\"><s")
                .contains("data-language=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"><code>");
        assertThat(html("a", span(0, 1, new Style.Link("https://a.example/?'onclick=alert(1)&x"))))
                .contains("href=\"https://a.example/?&#39;onclick=alert(1)&amp;x\"");
    }

    @Test
    void whateverTheSpansNothingIsLostAndEveryElementIsClosed() {
        var styles = List.of(
                new Style.Bold(),
                new Style.Italic(),
                new Style.Underlined(),
                new Style.Struck(),
                new Style.Spoiler(),
                new Style.Code(),
                new Style.Link("https://a.example"));
        Chance.rounds(1_000, chance -> {
            var text = (chance.text(60) + "x https://b.example/" + chance.text(20)).replace("\0", "");
            var spans = new ArrayList<Span>();
            for (var style : styles) {
                int from = (int) Math.abs(chance.number() % text.length());
                spans.add(span(from, 1 + (int) Math.abs(chance.number() % (text.length() - from)), style));
            }
            var body = new Body.Text(text, spans);

            var html = looks.html(body);

            var words = TAG.matcher(SUMMARY.matcher(html).replaceAll("")).replaceAll("");
            assertThat(words).isEqualTo(Html.text(text)).doesNotContain("<");
            assertClosed(html);
        });
    }

    private static void assertClosed(String html) {
        var open = new ArrayList<String>();
        TAG.matcher(html).results().map(tag -> tag.group()).forEach(tag -> {
            var name = tag.replaceAll("(?s)[</>]|\\s.*", "");
            if (tag.startsWith("</")) assertThat(open.removeLast()).isEqualTo(name);
            else open.add(name);
        });
        assertThat(open).isEmpty();
    }
}

package io.chimera.web.export;

import static io.chimera.core.testing.People.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.delivery.FolderShelf;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Fate;
import io.chimera.core.dialog.Markup;
import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Reference;
import io.chimera.core.export.DialogExport;
import io.chimera.core.export.ExportFormat;
import io.chimera.core.export.Histories;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.InMemoryAccountStore;
import io.chimera.core.testing.Chance;
import io.chimera.core.testing.People;
import io.chimera.core.testing.SteppingClock;
import io.chimera.web.api.MessageJson;
import io.chimera.web.looks.Html;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** What is written down is what is stored, whatever somebody wrote or is called. */
@Timeout(120)
class WrittenDownTest {

    private static final Pattern ARTICLE = Pattern.compile(
            "<article id=\"([0-9a-f-]{36})\"(?: class=\"mine\")?>\n<p class=\"muted\"><bdi>([^<]*)</bdi>"
                    + " <time datetime=\"([^\"<>]*)\">\\d\\d:\\d\\d</time></p>\n(.*?)<p class=\"muted\">"
                    + "[^<]*</p>\n</article>\n",
            Pattern.DOTALL);
    private static final Pattern SAID = Pattern.compile("<div class=\"said\" dir=\"auto\">([^<]*)</div>\n");
    private static final Pattern FILE = Pattern.compile(
            "(?:<img src=\"([^\"<>]*)\" alt=\"[^\"<>]*\" loading=\"lazy\">\n)?<p><a href=\"([^\"<>]*)\" download"
                    + " rel=\"noopener\"><bdi>([^<]*)</bdi></a> <span class=\"muted\">[^<]*</span></p>\n");
    private static final Pattern ELEMENT = Pattern.compile("<(/?[a-z0-9]+|!doctype|/?[^>]*?)[ >]");

    @TempDir
    private Path temp;

    private final JsonMapper json = JsonMapper.builder().build();
    private final AccountStore store = new InMemoryAccountStore(ANA, _ -> {});
    private final AtomicInteger place = new AtomicInteger();

    @BeforeEach
    void aHistory() {
        var shelf = new FolderShelf(temp.resolve("shelf"));
        Chance.rounds(1, chance -> Histories.any(chance, store, shelf, 1, 900));
    }

    private Path written(ExportFormat format, String language) {
        var to = temp.resolve("out" + place.incrementAndGet());
        try {
            new DialogExport(ANA, store::read, new SteppingClock())
                    .prepare(
                            format,
                            new DialogExport.Order(
                                    format.format(), Optional.empty(), to, Locale.forLanguageTag(language)))
                    .write(_ -> {});
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
        return to;
    }

    private List<DialogSummary> dialogs() {
        return store.read(view -> view.dialogs().all());
    }

    private static MessageSource words() {
        var source = new ResourceBundleMessageSource();
        source.setBasename("io/chimera/web/messages");
        source.setDefaultEncoding("UTF-8");
        source.setAlwaysUseMessageFormat(true);
        return source;
    }

    private Path html(String language) {
        return written(new HtmlExport(words(), new SteppingClock()), language);
    }

    @Test
    void jsonHasEveryFieldOfTheApi() throws IOException {
        var to = written(new JsonExport(json), "en");
        var index = json.readTree(to.resolve("index.json"));
        assertThat(index.path("version").asInt()).isEqualTo(1);
        assertThat(index.path("account").asLong()).isEqualTo(1001);
        assertThat(index.path("exportedAt").asString()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(index.path("dialogs")).hasSameSizeAs(dialogs());
        for (var line : dialogs()) {
            var listed = index.path("dialogs")
                    .valueStream()
                    .filter(one -> one.path("id").asLong() == line.dialog().id().value())
                    .findFirst()
                    .orElseThrow();
            assertThat(listed.path("draft").asString()).isEqualTo(line.draft());
            var dialog = json.readTree(to.resolve(listed.path("file").asString()));
            assertThat(dialog.path("title").asString())
                    .isEqualTo(listed.path("title").asString())
                    .isEqualTo(line.dialog().title());
            assertThat(dialog.path("kind")).isEqualTo(listed.path("kind"));
            var stored = Histories.of(store, line.dialog().id());
            assertThat(dialog.path("messages")).hasSameSizeAs(stored);
            assertThat(listed.path("messages").asInt()).isEqualTo(stored.size());
            for (int n = 0; n < stored.size(); n++) {
                var message = stored.get(n);
                var path = message.body() instanceof Body.File(var file)
                        ? "files/" + file.content().sha256() + "/" + file.name()
                        : null;
                var told = MessageJson.of(message, ANA, path, Optional.empty());
                assertThat(dialog.path("messages").path(n)).isEqualTo(json.readTree(json.writeValueAsString(told)));
                if (message.body() instanceof Body.File(var file))
                    assertThat(to.resolve(path))
                            .hasSameBinaryContentAs(file.content().path());
            }
        }
    }

    @Test
    void pagesSayWhatWasSaidAndNothingElse() throws IOException {
        var to = html("en");
        for (var line : dialogs()) {
            var page = Files.readString(to.resolve("dialogs/" + line.dialog().id() + ".html"));
            var stored = Histories.of(store, line.dialog().id());
            var articles = ARTICLE.matcher(page).results().toList();
            assertThat(articles).hasSameSizeAs(stored);
            for (int n = 0; n < stored.size(); n++) {
                var message = stored.get(n);
                var article = articles.get(n);
                assertThat(article.group(1)).isEqualTo(message.id().toString());
                assertThat(article.group(3)).isEqualTo(message.sentAt().toString());
                assertSays(to.resolve("dialogs"), article.group(4), message);
            }
            assertThat(page).contains("<h1><bdi>" + Html.text(line.dialog().title()) + "</bdi></h1>");
        }
    }

    private static void assertSays(Path folder, String markup, Message message) {
        switch (message.body()) {
            case Body.Text body -> {
                var said = SAID.matcher(markup);
                assertThat(said.matches()).as(markup).isTrue();
                assertThat(HtmlUtils.htmlUnescape(said.group(1))).isEqualTo(withoutControls(body.text()));
            }
            case Body.File(var file) -> {
                var link = FILE.matcher(markup);
                assertThat(link.matches()).as(markup).isTrue();
                assertThat(HtmlUtils.htmlUnescape(link.group(3)))
                        .isEqualTo(withoutControls(file.name().value()));
                assertThat(Path.of(folder.toUri().resolve(URI.create(link.group(2)))))
                        .hasSameBinaryContentAs(file.content().path());
                boolean picture = file.mediaType().equals("image/png");
                assertThat(Optional.ofNullable(link.group(1)))
                        .isEqualTo(Optional.of(link.group(2)).filter(_ -> picture));
            }
            case Body.Distant distant ->
                assertThat(markup).contains(distant.file().name().value());
            case Body.Erased() -> assertThat(markup).isEqualTo("<p class=\"muted\">Message deleted</p>\n");
        }
    }

    /** What no page may hold is shown as a question mark. */
    private static String withoutControls(String text) {
        var shown = new StringBuilder();
        text.codePoints().forEach(point -> shown.append(HtmlUtils.htmlUnescape(Html.text(Character.toString(point)))));
        return shown.toString();
    }

    @Test
    void looksAndAnswersAreWrittenDown() throws IOException {
        var clara = new Dialog.Direct(People.CLARA, "Clara");
        var question = said(200_001, Markup.read("**who** ||dies||?"));
        store.alter(change -> {
            change.dialogs().save(clara);
            change.dialogs().append(question);
            change.dialogs()
                    .append(said(200_002, Markup.read("> me\nhttps://a.example"))
                            .answering(Optional.of(new Reference.ById(question.id()))));
            change.dialogs()
                    .append(said(200_003, new Body.Text("what?"))
                            .answering(Optional.of(new Reference.ByCloudId(new CloudMessageId(1L << 50)))));
        });

        assertThat(html("en").resolve("dialogs/1003.html"))
                .content()
                .contains("<strong>who</strong> <details class=\"spoiler\">")
                .contains("<p class=\"quote\"><a href=\"#" + question.id()
                        + "\"><b><bdi>Me</bdi></b> <bdi>who ▒▒▒?</bdi>")
                .contains("<blockquote>me</blockquote><a href=\"https://a.example\"")
                .contains("<p class=\"quote muted\">A message that is not here</p>");
        var messages = json.readTree(written(new JsonExport(json), "en").resolve("dialogs/1003.json"))
                .path("messages");
        int last = messages.size() - 1;
        assertThat(messages.path(last).path("answersMissing").asBoolean()).isTrue();
        assertThat(messages.path(last - 1).path("answers").asString())
                .isEqualTo(question.id().toString());
        assertThat(messages.path(last - 2).path("spans").findValuesAsString("style"))
                .containsExactly("BOLD", "SPOILER");
    }

    private static Message said(long number, Body.Text body) {
        return new Message(
                People.messageId(number),
                DialogId.with(People.CLARA),
                new Author.Me(),
                SteppingClock.NOON,
                body,
                Fate.queued(),
                false,
                Optional.empty());
    }

    @Test
    void pagesHoldNoElementsButTheirOwn() throws IOException {
        try (Stream<Path> all = Files.walk(html("pt-BR"))) {
            for (var file : all.filter(one ->
                            one.toString().endsWith(".html") && !one.toString().contains("/files/"))
                    .toList()) {
                var page = Files.readString(file);
                assertThat(page).contains("lang=\"pt-BR\"", "default-src 'none'", "light-dark(");
                var elements =
                        ELEMENT.matcher(page).results().map(one -> one.group(1).replace("/", ""));
                assertThat(elements)
                        .isSubsetOf(
                                "!doctype",
                                "html",
                                "head",
                                "meta",
                                "title",
                                "style",
                                "body",
                                "header",
                                "a",
                                "h1",
                                "h2",
                                "bdi",
                                "nav",
                                "main",
                                "article",
                                "p",
                                "div",
                                "time",
                                "img",
                                "span",
                                "ul",
                                "li");
                assertThat(page.toLowerCase(Locale.ROOT)).doesNotContain("<script", "<img src=x");
            }
        }
    }

    @Test
    void anythingCanStandInAPage() {
        Chance.rounds(2_000, chance -> {
            var text = chance.string(200);
            var escaped = Html.text(text);
            assertThat(escaped).doesNotContain("<", ">", "\"", "'", "\0");
            assertThat(escaped.replaceAll("&(amp|lt|gt|quot|#39);", "")).doesNotContain("&");
            assertThat(Html.address(chance.text(50))).matches("[A-Za-z0-9%/._~-]*");
        });
        assertThat(Html.text("a<b>&\"'\u0000\u001b\ud800\uffff\u0085é🐐\n"))
                .isEqualTo("a&lt;b&gt;&amp;&quot;&#39;\ufffd\ufffd\ufffd\ufffd\ufffdé🐐\n");
        assertThat(Html.address("files/ab/a b#1?é%.html")).isEqualTo("files/ab/a%20b%231%3F%C3%A9%25.html");
    }

    @Test
    void theListSpeaksTheLanguageThatIsWanted() throws IOException {
        assertThat(html("pt-BR").resolve("index.html")).content().contains("Conversas da conta 1001", "mensagens");
        assertThat(html("en").resolve("index.html")).content().contains("Dialogs of account 1001", "messages");
        assertThat(html("fr").resolve("index.html")).content().contains("Dialogs of account 1001");
    }

    @Test
    void aLongDialogHasSeveralPages() throws IOException {
        var clara = new Dialog.Direct(People.CLARA, "Clara");
        store.alter(change -> {
            change.dialogs().save(clara);
            for (long n = 100_000; n < 104_001; n++)
                change.dialogs()
                        .append(new Message(
                                People.messageId(n),
                                clara.id(),
                                new Author.Me(),
                                SteppingClock.NOON,
                                new Body.Text("número " + n),
                                Fate.queued(),
                                false,
                                Optional.empty()));
        });
        int earlier = Histories.of(store, clara.id()).size() - 4_001;
        var folder = html("en").resolve("dialogs");
        int pages = (earlier + 4_001 + HtmlCopy.PAGE - 1) / HtmlCopy.PAGE;
        int articles = 0;
        for (int page = 1; page <= pages; page++) {
            var text = Files.readString(folder.resolve(page == 1 ? "1003.html" : "1003-" + page + ".html"));
            articles += (int) ARTICLE.matcher(text).results().count();
            assertThat(text.contains("Later messages")).isEqualTo(page < pages);
            assertThat(text.contains("Earlier messages")).isEqualTo(page > 1);
        }
        assertThat(articles).isEqualTo(earlier + 4_001);
        assertThat(folder.resolve("1003-" + (pages + 1) + ".html")).doesNotExist();
    }
}

package io.chimera.web.export;

import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogSummary;
import io.chimera.core.dialog.Message;
import io.chimera.core.disk.PrivateFolder;
import io.chimera.core.export.CopiedMessage;
import io.chimera.core.export.Copy;
import io.chimera.core.export.Imprint;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.MessageId;
import io.chimera.web.looks.Html;
import io.chimera.web.looks.Looks;
import io.chimera.web.words.Words;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pages being written: a list of dialogs, and for each dialog as many pages as it needs. */
final class HtmlCopy implements Copy {

    /** How many messages one page holds, so that a browser shows it at once. */
    static final int PAGE = 2_000;

    /** Dates are told with their year: nobody knows when they are read. */
    private static final Instant LONG_AGO = Instant.parse("1900-01-01T00:00:00Z");

    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final String ENDING = ".html";
    private static final String DIALOGS = "dialogs";
    private static final int LONGEST_QUOTE = 160;

    private final PrivateFolder folder;
    private final PrivateFolder dialogs;
    private final Imprint imprint;
    private final Words words;
    private final Looks looks;
    private final List<String> lines = new ArrayList<>();
    private @Nullable Open open;

    HtmlCopy(PrivateFolder folder, Imprint imprint, Words words) throws IOException {
        this.folder = folder;
        this.dialogs = PrivateFolder.open(folder.path().resolve(DIALOGS));
        this.imprint = imprint;
        this.words = words;
        this.looks = new Looks(words);
    }

    /** The dialog that is being written, and where in it. */
    private static final class Open {

        private final DialogSummary summary;
        private HtmlPage page;
        private int number = 1;
        private long messages;
        private final Set<MessageId> onPage = new HashSet<>();
        private @Nullable LocalDate day;

        Open(DialogSummary summary, HtmlPage page) {
            this.summary = summary;
            this.page = page;
        }

        String title() {
            return summary.dialog().title();
        }

        String pageName(int which) {
            return summary.dialog().id() + (which == 1 ? "" : "-" + which) + ENDING;
        }
    }

    @Override
    public void begin(DialogSummary summary) throws IOException {
        var name = summary.dialog().id() + ENDING;
        var now =
                new Open(summary, HtmlPage.begin(dialogs, name, summary.dialog().title(), words));
        open = now;
        head(now);
    }

    private void head(Open now) throws IOException {
        now.page.put("<header><a href=\"../index" + ENDING + "\">" + say("export.all") + "</a>\n<h1><bdi>"
                + Html.text(now.title()) + "</bdi></h1></header>\n");
        if (now.number > 1) link(now, now.number - 1, "export.before");
        now.page.put("<main>\n");
    }

    private void link(Open now, int number, String key) throws IOException {
        now.page.put("<nav><a href=\"" + now.pageName(number) + "\">" + say(key) + "</a></nav>\n");
    }

    @Override
    public void add(CopiedMessage copied) throws IOException {
        var now = opened();
        if (now.messages > 0 && now.messages % PAGE == 0) turn(now);
        now.messages++;
        var message = copied.message();
        var day = words.moments().day(message.sentAt());
        if (!day.equals(now.day)) now.page.put("<h2>" + Html.text(date(message.sentAt())) + "</h2>\n");
        now.day = day;
        now.page.put(article(copied));
        now.onPage.add(message.id());
    }

    private void turn(Open now) throws IOException {
        now.page.put("</main>\n");
        link(now, now.number + 1, "export.after");
        now.page.end();
        now.number++;
        now.day = null;
        now.onPage.clear();
        now.page = HtmlPage.begin(dialogs, now.pageName(now.number), now.title(), words);
        head(now);
    }

    private String article(CopiedMessage copied) {
        var message = copied.message();
        var by = message.mine() ? words.say("export.me") : copied.by();
        return "<article id=\"" + message.id() + "\"" + (message.mine() ? " class=\"mine\"" : "")
                + ">\n<p class=\"muted\"><bdi>"
                + Html.text(by) + "</bdi> <time datetime=\"" + message.sentAt() + "\">"
                + words.moments().time(message.sentAt()) + "</time></p>\n" + quote(copied) + body(copied)
                + "<p class=\"muted\">"
                + Html.text(fate(message)) + "</p>\n</article>\n";
    }

    /** What it answers; a link, where that stands on the same page. */
    private String quote(CopiedMessage copied) {
        if (copied.message().answers().isEmpty()) return "";
        if (copied.answered().isEmpty()) return "<p class=\"quote muted\">" + say("quote.missing") + "</p>\n";
        var answered = copied.answered().get();
        var id = answered.message().id();
        var by = answered.message().mine() ? words.say("export.me") : answered.by();
        var said = "<b><bdi>" + Html.text(by) + "</bdi></b> <bdi>" + Html.text(line(answered.message())) + "</bdi>";
        boolean here = opened().onPage.contains(id);
        return "<p class=\"quote\">" + (here ? "<a href=\"#" + id + "\">" + said + "</a>" : said) + "</p>\n";
    }

    private String line(Message message) {
        return switch (message.body()) {
            case Body.Text text -> shortened(Looks.plain(text));
            case Body.File(var file) -> file.name().value();
            case Body.Distant distant -> distant.file().name().value();
            case Body.Erased() -> words.say("entry.deleted");
        };
    }

    private static String shortened(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_QUOTE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }

    private String body(CopiedMessage copied) {
        return switch (copied.message().body()) {
            case Body.Text text -> "<div class=\"said\" dir=\"auto\">" + looks.html(text) + "</div>\n";
            case Body.File(var file) -> file(file, copied.file());
            case Body.Distant distant ->
                absent(distant.file().name(), distant.file().size(), "export.away");
            case Body.Erased() -> "<p class=\"muted\">" + say("entry.deleted") + "</p>\n";
        };
    }

    private String file(SharedFile file, Optional<String> place) {
        var name = Html.text(file.name().value());
        var size = Html.text(words.figures().size(file.content().size()));
        if (place.isEmpty()) return absent(file.name(), file.content().size(), "export.lost");
        var address = "../" + Html.address(place.get());
        var picture = PICTURES.contains(file.mediaType())
                ? "<img src=\"" + address + "\" alt=\"" + name + "\" loading=\"lazy\">\n"
                : "";
        return picture + "<p><a href=\"" + address + "\" download rel=\"noopener\"><bdi>" + name
                + "</bdi></a> <span class=\"muted\">" + size + "</span></p>\n";
    }

    private String absent(FileName name, long size, String why) {
        return "<p><bdi>" + Html.text(name.value()) + "</bdi> <span class=\"muted\">"
                + Html.text(words.figures().size(size)) + " · " + say(why) + "</span></p>\n";
    }

    private String fate(Message message) {
        var said = new ArrayList<String>();
        message.fate().travel().ifPresent(travel -> said.add(words.of(travel.way())));
        if (message.mine()) said.add(words.of(message.tick()));
        if (message.edited()) said.add(words.say("entry.edited"));
        message.fate().problem().ifPresent(said::add);
        return String.join(" · ", said);
    }

    private String date(Instant at) {
        return words.moments().date(at, LONG_AGO);
    }

    @Override
    public void end() throws IOException {
        var now = opened();
        now.page.put("</main>\n");
        now.page.end();
        open = null;
        var last = now.summary.last().map(message -> date(message.sentAt())).orElse("");
        lines.add("<li><a href=\"" + DIALOGS + "/" + now.pageName(1) + "\"><bdi>" + Html.text(now.title())
                + "</bdi></a> <span class=\"muted\">" + say("export.messages", now.messages)
                + (last.isEmpty() ? "" : " · " + Html.text(last)) + "</span></li>\n");
    }

    private Open opened() {
        if (open == null) throw new IllegalStateException("no dialog has begun");
        return open;
    }

    private String say(String key, Object... with) {
        return Html.text(words.say(key, with));
    }

    @Override
    public void finish() throws IOException {
        var title = words.say("export.title", imprint.account().toString());
        try (var index = HtmlPage.begin(folder, "index" + ENDING, title, words)) {
            index.put("<header><h1>" + Html.text(title) + "</h1>\n<p class=\"muted\">"
                    + say("export.made", date(imprint.at()), words.moments().time(imprint.at()))
                    + "</p></header>\n<main><ul>\n");
            for (var line : lines) index.put(line);
            index.put("</ul></main>\n");
            index.end();
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) open.page.close();
    }
}

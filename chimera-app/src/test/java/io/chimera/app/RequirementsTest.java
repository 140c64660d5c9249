package io.chimera.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/janus/requirements.md names exists, and each of its rows names something. */
class RequirementsTest {

    private static final Path PAGE = Path.of("..", "docs", "janus", "requirements.md");
    private static final String RELAY = "elongs to the mail relay";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([SA][0-9]+) \\|(.*)\\|(.*)\\|(.*)\\|$");
    private static final Pattern NAMED = Pattern.compile("`(?:([a-z]\\w*)\\.)?([A-Z]\\w*)(?:\\.(\\w+))?`");
    private static final Pattern LINK = Pattern.compile("\\[[^]]+]\\(([^)#]*)(?:#([^)]*))?\\)");
    private static final String TEST = "@(?:Test|ParameterizedTest)\\b(?:(?!\\bvoid\\b)(?s:.))*?\\bvoid ";

    /**
     * @param now what happens
     * @param shown the cell that names tests and pages
     */
    private record Row(String label, String now, String shown) {}

    private static List<Row> rows;

    /** By the simple name, all classes of tests of all modules. */
    private static Map<String, List<Path>> sources;

    @BeforeAll
    static void read() throws IOException {
        rows = rows(Files.readString(PAGE));
        try (var modules = Files.list(Path.of(".."))) {
            sources = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(RequirementsTest::files)
                    .collect(groupingBy(file -> file.getFileName().toString().replace(".java", "")));
        }
        assertThat(sources).hasSizeGreaterThan(100);
    }

    private static Stream<Path> files(Path folder) {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Row> rows(String page) {
        return ROW.matcher(page)
                .results()
                .map(row -> new Row(row.group(1), row.group(3), row.group(4)))
                .toList();
    }

    @Test
    void eachRequirementAndEachAttackHasItsRow() {
        assertThat(rows)
                .extracting(Row::label)
                .containsExactlyElementsOf(
                        Stream.concat(labels("S", 32), labels("A", 36)).toList());
    }

    private static Stream<String> labels(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> letter + number);
    }

    @Test
    void whatARowNamesExists() {
        var wrong = new TreeMap<>(rows.stream().collect(toMap(Row::label, row -> wrong(row.shown()))));
        wrong.values().removeIf(List::isEmpty);
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsOfTheMailRelaySaysSoAndWhatIsNotNamesATestOrAPage() {
        assertThat(rows).allSatisfy(row -> {
            if (row.shown().contains("(#mail)"))
                assertThat(row.now()).as(row.label()).contains(RELAY);
        });
        for (int number = 19; number <= 24; number++) {
            var label = "S" + number;
            assertThat(rows)
                    .filteredOn(row -> row.label().equals(label))
                    .singleElement()
                    .satisfies(row -> assertThat(row.now()).contains(RELAY));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing is named",
                "`NoSuchClassTest`",
                "`RequirementsTest.noSuchTest`",
                "`RequirementsTest.read`",
                "`SignInTest`",
                "`scene.SignInTest`",
                "`RequirementsTest`, `NoSuchClassTest`",
                "[a page](no-such-page.md)",
                "[a heading](proxy.md#no-such-heading)"
            })
    void whatDoesNotExistIsFound(String shown) {
        assertThat(wrong(shown)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`RequirementsTest`",
                "`proxy.SignInTest`",
                "`RequirementsTest.whatDoesNotExistIsFound`, [a page](proxy.md#inside-https)",
                "[here](#mail)"
            })
    void whatExistsIsRight(String shown) {
        assertThat(wrong(shown)).isEmpty();
    }

    /** What a cell names and does not exist, or that it names nothing. */
    private static List<String> wrong(String shown) {
        var wrong = new ArrayList<String>();
        var named = NAMED.matcher(shown).results().toList();
        var links = LINK.matcher(shown).results().toList();
        if (named.isEmpty() && links.isEmpty()) wrong.add("names nothing: " + shown);
        for (var one : named) if (!isTest(one.group(1), one.group(2), one.group(3))) wrong.add(one.group());
        for (var one : links) if (!isThere(one.group(1), one.group(2))) wrong.add(one.group());
        return wrong;
    }

    /** @param folder the last part of its package, where two classes have the name; otherwise null */
    private static boolean isTest(@Nullable String folder, String type, @Nullable String method) {
        var files = sources.getOrDefault(type, List.of()).stream()
                .filter(file -> folder == null || file.getParent().endsWith(folder))
                .toList();
        var name = method == null ? "\\w+" : Pattern.quote(method);
        return files.size() == 1
                && Pattern.compile(TEST + name + "\\(")
                        .matcher(text(files.getFirst()))
                        .find();
    }

    private static boolean isThere(String file, @Nullable String heading) {
        var page = file.isEmpty() ? PAGE : PAGE.resolveSibling(file);
        return Files.isRegularFile(page)
                && (heading == null
                        || text(page)
                                .lines()
                                .filter(line -> line.startsWith("#"))
                                .anyMatch(line -> anchor(line).equals(heading)));
    }

    /** As forges make it of a heading. */
    private static String anchor(String heading) {
        return heading.replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\w -]", "")
                .replace(' ', '-');
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

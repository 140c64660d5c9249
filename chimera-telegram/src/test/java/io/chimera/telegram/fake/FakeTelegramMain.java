package io.chimera.telegram.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fake Telegram as a process of its own, for tests of the whole program. It says in one line of JSON where it is and
 * which library believes it, then does what it is told, a line each, and answers each with a line of JSON. It ends with its
 * standard input.
 *
 * <pre>
 * person 1001 +5521990001001 Ana Figueira
 * code +5521990001001
 * writes 1002 1001 words to the end of the line
 * has 1001 1002
 * listens 1001
 * outage on
 * </pre>
 */
public final class FakeTelegramMain {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FakeTelegram fake;

    private FakeTelegramMain(FakeTelegram fake) {
        this.fake = fake;
    }

    public static void main(String[] arguments) throws Exception {
        var out = new PrintStream(System.out, true, UTF_8);
        try (var in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            serve(PatchedTdLibrary.get(), in, out);
        }
    }

    static void serve(PatchedTdLibrary library, BufferedReader in, PrintStream out) throws IOException {
        try (var fake = FakeTelegram.start(library)) {
            out.println(JSON.createObjectNode()
                    .put("port", fake.port())
                    .put("library", library.library().file().toString())
                    .put("fingerprint", HexFormat.of().toHexDigits(library.key().fingerprint())));
            var main = new FakeTelegramMain(fake);
            for (var line = in.readLine(); line != null; line = in.readLine()) out.println(main.obey(line));
        }
    }

    private ObjectNode obey(String line) {
        var answer = JSON.createObjectNode();
        try {
            obey(line.strip(), answer);
        } catch (RuntimeException mistaken) {
            answer.put("error", String.valueOf(mistaken.getMessage()));
        }
        return answer;
    }

    private void obey(String line, ObjectNode answer) {
        var words = line.split(" ", 4);
        switch (words[0]) {
            case "person" -> fake.addPerson(Long.parseLong(words[1]), words[2], words[3]);
            case "code" -> answer.put("code", fake.codeOf(words[1]));
            case "writes" -> person(words[1]).writes(person(words[2]), words[3]);
            case "has" -> {
                var has = answer.putArray("has");
                person(words[1]).has(person(words[2])).forEach(has::add);
            }
            case "listens" -> answer.put("listens", person(words[1]).listens());
            case "accepts" -> person(words[1]).accepts(words[2]);
            case "outage" -> fake.outage(words[1].equals("on"));
            case "mistakes" -> {
                var mistakes = answer.putArray("mistakes");
                fake.mistakes().forEach(mistakes::add);
            }
            default -> throw new IllegalArgumentException("there is no such order: " + words[0]);
        }
    }

    private Person person(String id) {
        return fake.person(Long.parseLong(id));
    }
}

package io.chimera.janus.command;

import io.chimera.core.janus.Traffic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads JSON and looks at the strings that are values: not at names, and never at a piece of a string. What is not JSON in
 * UTF-8 goes on as it is.
 */
public final class JsonReader implements BodyReader {

    /** Fields deeper than this are called by the way to here. */
    private static final int DEEPEST_NAME = 32;

    private final Findings findings;
    private final JsonScanner scanner;
    private final Path path = new Path();
    private long at;

    public JsonReader(Commands commands, Wardrobe wardrobe) {
        findings = new Findings(commands, wardrobe, Traffic.Part.JSON, JsonText::encoded);
        scanner = new JsonScanner(new Strings());
    }

    @Override
    public void read(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length && !scanner.isWrong(); i++) {
            scanner.read(bytes[i]);
            at++;
        }
    }

    @Override
    public Filling end() throws Unfillable {
        return scanner.isWhole() ? findings.filling() : Filling.NONE;
    }

    @Override
    public List<Traffic.Field> found() {
        return scanner.isWrong() ? List.of() : findings.fields();
    }

    private final class Strings implements JsonScanner.Told {

        private final Scrap name = new Scrap(Findings.LONGEST_NAME);
        private final Scrap value = new Scrap(Findings.LONGEST_VALUE);
        private boolean inName;
        private long valueAt;

        @Override
        public void opened(boolean object) {
            path.opened(object);
        }

        @Override
        public void closed() {
            path.closed();
        }

        @Override
        public void next() {
            path.next();
        }

        @Override
        public void string(boolean isName) {
            inName = isName;
            (inName ? name : value).clear();
            valueAt = at + 1;
        }

        @Override
        public void part(byte one) {
            (inName ? name : value).add(one);
        }

        @Override
        public void endOfString() {
            if (inName) path.named(name);
            else if (value.isWhole()) findings.look(JsonText.decoded(value), valueAt, value.size(), path::toString);
        }
    }

    /** The way to where we are: names with dots between them, and numbers in brackets. */
    private static final class Path {

        private static final class Step {
            private final boolean object;
            private String name = "";
            private long index;

            Step(boolean object) {
                this.object = object;
            }
        }

        private final Deque<Step> steps = new ArrayDeque<>();
        private int depth;

        void opened(boolean object) {
            if (depth++ < DEEPEST_NAME) steps.addLast(new Step(object));
        }

        void closed() {
            if (depth-- <= DEEPEST_NAME) steps.removeLast();
        }

        void next() {
            if (depth <= DEEPEST_NAME) steps.getLast().index++;
        }

        void named(Scrap name) {
            if (depth <= DEEPEST_NAME) steps.getLast().name = JsonText.shown(name);
        }

        @Override
        public String toString() {
            var way = new ArrayList<String>();
            for (var step : steps) way.add(step.object ? "." + step.name : "[" + step.index + "]");
            var whole = String.join("", way);
            return whole.startsWith(".") ? whole.substring(1) : whole;
        }
    }
}

package io.chimera.janus.command;

/** What a site calls a field, fit to be shown: at most 100 characters, none of which does something. */
final class FieldName {

    private static final int LONGEST = 100;

    private FieldName() {}

    static String of(String name) {
        var shown = new StringBuilder();
        for (int i = 0; i < name.length(); ) {
            int point = name.codePointAt(i);
            i += Character.charCount(point);
            if (isActive(point)) continue;
            if (shown.length() + Character.charCount(point) > LONGEST) break;
            shown.appendCodePoint(point);
        }
        return shown.toString();
    }

    private static boolean isActive(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}

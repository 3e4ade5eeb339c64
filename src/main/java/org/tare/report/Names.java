package org.tare.report;

import j2html.tags.ContainerTag;
import j2html.tags.specialized.BdiTag;

/** Names that come from data, which may hold anything. Whoever makes the page's text escapes markup; this does the rest. */
final class Names {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int LONGEST = 200;

    private Names() {}

    /** The name apart from the direction of what stands beside it. */
    static ContainerTag<?> of(String name) {
        return new BdiTag().withText(printable(name));
    }

    /** With a mark for each character that no page may hold, and not so long that it hides the rest. */
    static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().limit(LONGEST).forEach(c -> {
            boolean isText = !Character.isISOControl(c)
                    && Character.getType(c) != Character.SURROGATE
                    && Character.getType(c) != Character.UNASSIGNED;
            text.appendCodePoint(isText ? c : REPLACEMENT);
        });
        return name.codePointCount(0, name.length()) > LONGEST ? text + "…" : text.toString();
    }
}

package org.tare.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.document;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;

import j2html.tags.DomContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A page that needs nothing beside itself. Its policy lets the browser load nothing, and run no script and apply no style but its
 * own two, which it knows by their hashes: whatever a name holds, it is only text.
 */
final class Page {
    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");

    private Page() {}

    /** @param facts what stands first, by what they are called */
    static String of(String title, String subtitle, Map<String, String> facts, List<DomContent> sections) {
        return document(html(
                        head(
                                meta().withCharset("utf-8"),
                                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                meta().attr("http-equiv", "Content-Security-Policy")
                                        .withContent("default-src 'none'; style-src '" + hash(STYLE) + "'; script-src '"
                                                + hash(SCRIPT) + "'"),
                                title(Names.printable(title)),
                                style(rawHtml(STYLE))),
                        body().with(
                                        h1(Names.printable(title)),
                                        p(Names.printable(subtitle)).withClass("soft"),
                                        facts(facts))
                                .with(sections)
                                .with(
                                        footer("Made by Tare from statistics alone, without reading the data."),
                                        script(rawHtml(SCRIPT))))
                .withLang("en"));
    }

    private static DomContent facts(Map<String, String> facts) {
        return dl().withClass("facts")
                .with(facts.entrySet().stream()
                        .map(fact -> div(dt(fact.getKey()), dd(Names.printable(fact.getValue())))));
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

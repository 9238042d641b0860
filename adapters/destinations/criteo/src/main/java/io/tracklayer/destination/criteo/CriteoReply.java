// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Tree;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Criteo writes into an answer. The names of its errors are not published, and its texts may
 * repeat what was sent.
 *
 * @param judged whether there are errors to read at all, if only an empty list
 * @param errors without personal data, none blank
 * @param warnings likewise
 */
record CriteoReply(boolean judged, List<String> errors, List<String> warnings) {
    private static final int LONGEST_TEXT = 300;

    /** A shorter id names nobody, and would be found in any text. */
    private static final int SHORTEST_ID = 6;

    private static final Pattern NAME = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]{2,60})(?::.*)?");
    private static final Pattern HASH =
            Pattern.compile("(?<![0-9a-fA-F])(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{32})(?![0-9a-fA-F])");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s\"'<>@]{1,64}@[^\\s\"'<>@,;]{1,190}");
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "\\d{1,3}(?:\\.\\d{1,3}){3}|(?:[0-9a-fA-F]{1,4}:){2,7}[0-9a-fA-F:]{0,20}");
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d[\\d ()-]{5,20}\\d");

    /** Reads an answer to these records. */
    static CriteoReply of(PlatformAnswer answer, List<PlatformRecord> records) {
        Tree body = Tree.root(answer.json());
        List<String> personal = records.stream().flatMap(CriteoReply::personal).toList();
        return new CriteoReply(
                body.members().containsKey("errors"),
                texts(body.at("/errors"), personal),
                texts(body.at("/warnings"), personal));
    }

    /** The name of the first error, if it looks like one. */
    Optional<String> code() {
        return errors.stream()
                .findFirst()
                .map(NAME::matcher)
                .filter(found -> found.matches())
                .map(found -> found.group(1));
    }

    /** All errors in one line. */
    String text() {
        return cut(String.join("; ", errors));
    }

    private static List<String> texts(Tree listed, List<String> personal) {
        Object node = listed.node();
        Stream<?> entries =
                node instanceof Collection<?> list ? list.stream() : Stream.ofNullable(node);
        return entries.map(CriteoReply::text)
                .filter(text -> !text.isBlank())
                .map(text -> shown(text, personal))
                .toList();
    }

    /** One entry, which may be a text or an object of texts; false, 0 and nothing say nothing. */
    private static String text(Object entry) {
        if (entry instanceof Map<?, ?> members) {
            return members.values().stream()
                    .filter(value -> value instanceof String || value instanceof Number)
                    .map(Object::toString)
                    .collect(Collectors.joining(": "));
        }
        return entry == null || Boolean.FALSE.equals(entry) || "0".equals(entry.toString())
                ? ""
                : entry.toString();
    }

    private static String shown(String text, List<String> personal) {
        String plain = text.substring(0, Math.min(4 * LONGEST_TEXT, text.length()));
        for (String value : personal) {
            plain = plain.replace(value, "(personal)");
        }
        plain = HASH.matcher(plain).replaceAll("(hash)");
        plain = EMAIL.matcher(plain).replaceAll("(e-mail)");
        plain = ADDRESS.matcher(plain).replaceAll("(address)");
        return cut(NUMBER.matcher(plain).replaceAll("(number)"));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
    }

    /** Ids of the visitor, which no pattern would find. */
    private static Stream<String> personal(PlatformRecord sent) {
        Tree body = Tree.root(sent.body());
        return Stream.of("/id/mapped_user_id", "/retailer_visitor_id", "/useragent")
                .map(pointer -> body.text(pointer).orElse(null))
                .filter(Objects::nonNull)
                .filter(value -> value.length() >= SHORTEST_ID);
    }
}

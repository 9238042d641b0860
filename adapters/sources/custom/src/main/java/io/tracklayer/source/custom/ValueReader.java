// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.Tree;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads where values come from. The schema has been checked before. */
final class ValueReader {
    private static final List<String> PLACES =
            List.of("at", "header", "query", "attribute", "request", "value");
    private static final Value NOTHING = Value.constant("");

    private final YamlText file;
    private final List<Problem> problems;

    ValueReader(YamlText file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** What a value is for: only some have a unit or a format. */
    enum Kind {
        TEXT,
        MONEY,
        TIME
    }

    /** The value at a pointer of the file. */
    Value read(Object node, String pointer, Kind kind) {
        if (node instanceof List<?> list) {
            List<Value> values = new ArrayList<>();
            for (int index = 0; index < list.size(); index++) {
                values.add(read(list.get(index), pointer + "/" + index, kind));
            }
            return new Value.FirstOf(values);
        }
        if (node instanceof Map<?, ?>) {
            return made(new Tree(node, pointer), kind);
        }
        return node instanceof String text ? pointed(text, pointer) : Value.constant(node);
    }

    /**
     * A place of a condition: a pointer, or {@code header:}, {@code query:}, {@code attribute:}.
     */
    Origin place(String text, String pointer) {
        int colon = text.indexOf(':');
        String kind = text.startsWith("/") || colon < 0 ? "" : text.substring(0, colon);
        String name = text.substring(colon + 1);
        return switch (kind) {
            case "header" -> header(name, pointer);
            case "query" -> parameter(name, pointer);
            case "attribute" -> new Origin.Attribute(name);
            default -> new Origin.At(Scope.Base.HERE, List.of(pointer(text, pointer)));
        };
    }

    private Value pointed(String text, String pointer) {
        return new Value.Made(
                new Origin.At(Scope.Base.HERE, List.of(pointer(text, pointer))),
                Map.of(),
                null,
                "",
                Shape.PLAIN);
    }

    private Pointer pointer(String text, String where) {
        return Pointer.parse(text)
                .filter(parsed -> !text.isEmpty())
                .orElseGet(
                        () -> {
                            problem(
                                    where,
                                    "\""
                                            + text
                                            + "\" is no JSON Pointer: it must begin with /, e.g. /order/id. For a fixed value write { value: \""
                                            + text
                                            + "\" }");
                            return Pointer.WHOLE;
                        });
    }

    private Value made(Tree value, Kind kind) {
        long places = PLACES.stream().filter(value.members()::containsKey).count();
        boolean jq = value.members().containsKey("jq");
        boolean onlyAt = value.members().containsKey("at") || places == 0;
        if (jq ? places > 1 || !onlyAt : places != 1) {
            problem(
                    value.origin(),
                    "say where the value comes from with exactly one of "
                            + String.join(", ", PLACES)
                            + "; jq stands alone or with at");
            return NOTHING;
        }
        Origin origin = jq ? jq(value) : origin(value);
        Map<String, Object> table = table(value);
        Object otherwise = value.find("/otherwise").orElse(null);
        if (otherwise != null && table.isEmpty()) {
            problem(value.origin() + "/otherwise", "\"otherwise\" belongs to a \"table\"");
        }
        return new Value.Made(
                origin, table, otherwise, value.text("/prefix").orElse(""), shape(value, kind));
    }

    private Origin origin(Tree value) {
        if (value.members().containsKey("at")) {
            return new Origin.At(base(value), pointers(value));
        }
        if (value.members().containsKey("value")) {
            return new Origin.Constant(value.members().get("value"));
        }
        if (value.members().containsKey("request")) {
            return value.text("/request").orElse("").equals("address")
                    ? Origin.Sender.ADDRESS
                    : Origin.Sender.USER_AGENT;
        }
        if (value.members().containsKey("header")) {
            return header(value.text("/header").orElse(""), value.origin() + "/header");
        }
        return value.members().containsKey("query")
                ? parameter(value.text("/query").orElse(""), value.origin() + "/query")
                : new Origin.Attribute(value.text("/attribute").orElse(""));
    }

    private Origin parameter(String name, String pointer) {
        if (ProofReader.KEY_PARAMETERS.contains(name.toLowerCase(Locale.ROOT))) {
            problem(
                    pointer,
                    "the parameter \""
                            + name
                            + "\" is where keys are and is never kept, so nothing can be read from it; have the sender use another name");
        }
        return new Origin.Parameter(name);
    }

    private Origin header(String name, String pointer) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (Set.of("authorization", "cookie", "x-tl-key").contains(lower)) {
            problem(
                    pointer,
                    "the header \""
                            + name
                            + "\" holds credentials and is never kept, so nothing can be read from it");
        }
        return new Origin.Header(lower);
    }

    private Origin jq(Tree value) {
        String text = value.text("/jq").orElse("");
        List<String> wrong = new ArrayList<>();
        Jq compiled = Jq.compile(text, wrong).orElse(null);
        wrong.forEach(sentence -> problem(value.origin() + "/jq", "jq: " + sentence));
        if (value.members().containsKey("of")) {
            problem(
                    value.origin() + "/of",
                    "jq looks at the message or the line only, or at what \"at\" points to in it; leave \"of\" out");
        }
        List<Pointer> at = pointers(value);
        if (at.size() > 1) {
            problem(value.origin() + "/at", "jq works on one place; name one pointer");
        }
        return new Origin.ByJq(
                Scope.Base.HERE, at.isEmpty() ? Pointer.WHOLE : at.get(0), compiled, text);
    }

    private List<Pointer> pointers(Tree value) {
        Object at = value.members().get("at");
        List<?> written = at instanceof List<?> list ? list : Stream.ofNullable(at).toList();
        List<Pointer> pointers = new ArrayList<>();
        for (Object text : written) {
            pointers.add(pointer(String.valueOf(text), value.origin() + "/at"));
        }
        return pointers;
    }

    private static Scope.Base base(Tree value) {
        return switch (value.text("/of").orElse("")) {
            case "document" -> Scope.Base.DOCUMENT;
            case "message" -> Scope.Base.MESSAGE;
            default -> Scope.Base.HERE;
        };
    }

    private static Map<String, Object> table(Tree value) {
        return new LinkedHashMap<>(value.at("/table").members());
    }

    private Shape shape(Tree value, Kind kind) {
        fits(value, kind, Kind.MONEY, "unit", "amounts");
        fits(value, kind, Kind.MONEY, "decimal", "amounts");
        fits(value, kind, Kind.TIME, "format", "occurred_at");
        fits(value, kind, Kind.TIME, "zone", "occurred_at");
        return new Shape(
                Shape.Unit.valueOf(value.text("/unit").orElse("major").toUpperCase(Locale.ROOT)),
                Shape.Decimal.valueOf(
                        value.text("/decimal").orElse("plain").toUpperCase(Locale.ROOT)),
                value.text("/format").map(text -> format(text, value)).orElse(null),
                value.text("/zone").map(text -> zone(text, value)).orElse(null));
    }

    private void fits(Tree value, Kind kind, Kind wanted, String key, String what) {
        if (kind != wanted && value.members().containsKey(key)) {
            problem(value.origin() + "/" + key, "\"" + key + "\" is for " + what + " only");
        }
    }

    private DateTimeFormatter format(String text, Tree value) {
        try {
            return DateTimeFormatter.ofPattern(text, Locale.ENGLISH);
        } catch (IllegalArgumentException malformed) {
            problem(
                    value.origin() + "/format",
                    "\"" + text + "\" is no pattern for times: " + malformed.getMessage());
            return null;
        }
    }

    private ZoneId zone(String text, Tree value) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            problem(
                    value.origin() + "/zone",
                    "\""
                            + text
                            + "\" is no time zone; write one such as Europe/Berlin, UTC or +02:00");
            return null;
        }
    }

    private void problem(String pointer, String sentence) {
        problems.add(file.at(pointer, sentence));
    }
}

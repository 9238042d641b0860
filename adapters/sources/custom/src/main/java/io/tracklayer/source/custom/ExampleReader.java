// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.Tree;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the examples of a mapping. The schema has been checked before. */
final class ExampleReader {
    private static final List<String> BODIES = List.of("json", "form", "body", "file");
    private static final List<String> RESULTS =
            List.of("event", "ignored", "rejected", "malformed");

    private ExampleReader() {}

    static Example read(YamlText file, Tree example, List<Problem> problems) {
        for (Tree request : several(example, "given")) {
            if (BODIES.stream().filter(request.members()::containsKey).count() > 1) {
                problems.add(
                        file.at(
                                request.origin(),
                                "a request has one of " + String.join(", ", BODIES)));
            }
        }
        for (Tree expected : several(example, "expect")) {
            if (RESULTS.stream().filter(expected.members()::containsKey).count() != 1) {
                problems.add(
                        file.at(
                                expected.origin(),
                                "expect exactly one of " + String.join(", ", RESULTS)));
            }
        }
        return new Example(
                example.text("/name").orElse(""),
                file.at(example.origin(), "").line(),
                several(example, "given").stream().map(ExampleReader::given).toList(),
                several(example, "expect").stream().map(Tree::members).toList());
    }

    private static List<Tree> several(Tree example, String key) {
        Tree one = example.at("/" + key);
        return one.node() instanceof List ? example.each("/" + key) : List.of(one);
    }

    private static Example.Given given(Tree request) {
        boolean form = request.members().containsKey("form");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "content-type", form ? "application/x-www-form-urlencoded" : "application/json");
        request.at("/headers")
                .members()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), text(value)));
        return new Example.Given(
                request.text("/method").orElse("POST"),
                headers,
                query(request.at("/query").members()),
                body(request).getBytes(StandardCharsets.UTF_8),
                request.text("/file").orElse(""));
    }

    private static String body(Tree request) {
        if (request.members().containsKey("json")) {
            return JsonText.write(request.members().get("json"));
        }
        return request.members().containsKey("form")
                ? form(request.at("/form").members())
                : request.text("/body").orElse("");
    }

    private static String form(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .flatMap(
                        field ->
                                elements(field.getValue()).stream()
                                        .map(
                                                value ->
                                                        encoded(field.getKey())
                                                                + "="
                                                                + encoded(text(value))))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, List<String>> query(Map<String, Object> parameters) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        parameters.forEach(
                (name, value) -> {
                    List<String> texts = new ArrayList<>();
                    elements(value).forEach(element -> texts.add(text(element)));
                    query.put(name, texts);
                });
        return query;
    }

    private static List<?> elements(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    private static String text(Object value) {
        return Scalars.text(value).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

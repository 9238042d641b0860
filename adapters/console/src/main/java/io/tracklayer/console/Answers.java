// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes answers, each with the headers that keep event data inert. */
final class Answers {
    private static final Map<String, String> SECURITY = SecurityHeaders.ALL;

    private Answers() {}

    static HttpOutput page(int status, String html) {
        return new HttpOutput(status, "text/html; charset=utf-8", bytes(html), SECURITY);
    }

    static HttpOutput json(int status, Object tree) {
        return new HttpOutput(status, "application/json", StrictJson.write(tree), SECURITY);
    }

    static HttpOutput error(int status, String code, String message) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("error", code);
        tree.put("message", message);
        return json(status, tree);
    }

    static HttpOutput asset(String contentType, byte[] content) {
        return new HttpOutput(200, contentType, content, SECURITY);
    }

    static HttpOutput redirect(String path) {
        Map<String, String> headers = new LinkedHashMap<>(SECURITY);
        headers.put("Location", path);
        return new HttpOutput(302, "text/plain; charset=utf-8", bytes(path), headers);
    }

    // A lone surrogate becomes a question mark here.
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.intake.HttpOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files read once from the jar: style sheets, scripts and the icon, which every page has, and the
 * description of the operator API.
 */
final class Assets {
    static final List<String> STYLES =
            List.of("console.css", "events.css", "deliveries.css", "diagnose.css", "access.css");
    static final List<String> SCRIPTS =
            List.of("console.js", "events.js", "deliveries.js", "diagnose.js", "progress.js");

    /** Runs before anything is painted. */
    static final String THEME = "theme.js";

    static final String MARK = "mark.svg";

    /** Where the operator API describes itself. */
    static final String DESCRIPTION = "/api/v1/openapi.yaml";

    private final Map<String, HttpOutput> byPath = new HashMap<>();

    Assets() {
        STYLES.forEach(name -> keep(name, "text/css; charset=utf-8"));
        SCRIPTS.forEach(name -> keep(name, "text/javascript; charset=utf-8"));
        keep(THEME, "text/javascript; charset=utf-8");
        keep(MARK, "image/svg+xml");
        byPath.put(DESCRIPTION, Answers.asset("application/yaml", read("openapi.yaml")));
    }

    private void keep(String name, String type) {
        byPath.put(path(name), Answers.asset(type, read(name)));
    }

    static String path(String name) {
        return "/assets/" + name;
    }

    Optional<HttpOutput> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private static byte[] read(String name) {
        try (InputStream file = Assets.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the console's jar lacks " + name);
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

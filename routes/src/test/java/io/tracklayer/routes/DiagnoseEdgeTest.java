// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.console.Console;
import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.routes.operator.OperatorRequest;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnoseEdgeTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    @TempDir Path folder;

    @Test
    void aQuestionInABodyIsAnsweredWithoutRepeatingWhomItNames() {
        try (JdbcEvidenceStore store = JdbcEvidenceStore.open(folder, CLOCK)) {
            DiagnoseEdge edge = new DiagnoseEdge(console(store));

            HttpOutput answer = ask(edge, "{\"of\":\"anna@example.com\"}");

            assertEquals(200, answer.status(), text(answer));
            assertTrue(text(answer).contains("\"result\":\"nothing\""), text(answer));
            assertTrue(text(answer).contains("this e-mail address"), text(answer));
            assertFalse(text(answer).contains("anna"), text(answer));
        }
    }

    @Test
    void whatIsNoQuestionIsRefused() {
        DiagnoseEdge edge = new DiagnoseEdge(null);

        for (String body : List.of("", "[]", "{\"off\":\"x\"}", "{\"of\":7}")) {
            assertEquals(400, ask(edge, body).status(), body);
        }
    }

    @Test
    void viewersMayAskAndOnlyByPost() {
        DiagnoseEdge edge = new DiagnoseEdge(null);

        assertTrue(edge.serves("POST", "/api/v1/diagnose"));
        assertTrue(edge.serves("POST", "/api/v1/diagnose/consent"));
        assertFalse(edge.serves("GET", "/api/v1/diagnose"));
        assertFalse(edge.serves("POST", "/api/v1/diagnose/x"));
        assertEquals(Role.VIEWER, edge.role("POST", "/api/v1/diagnose"));
    }

    private static Console console(JdbcEvidenceStore store) {
        Configuration configuration =
                new Configuration(null, null, null, null, Map.of(), List.of(), Map.of());
        ActiveConfiguration active = new ActiveConfiguration(configuration, null);
        return new Console(store.queries(), () -> active, () -> null, Map::of, CLOCK);
    }

    private static HttpOutput ask(DiagnoseEdge edge, String body) {
        return edge.answer(
                new OperatorRequest(
                        "POST",
                        "/api/v1/diagnose",
                        Map.of(),
                        body.getBytes(StandardCharsets.UTF_8),
                        Operator.LOCAL));
    }

    private static String text(HttpOutput answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}

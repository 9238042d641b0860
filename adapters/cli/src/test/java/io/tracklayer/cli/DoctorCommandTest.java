// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.cli.StandInNode.Reply;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the doctor says of a node, and how; what it says of files is tested in routes. */
class DoctorCommandTest {
    private String destinations = "[{\"id\":\"meta\"}]";
    private String incidents = "{\"incidents\":[]}";
    private String health =
            "{\"status\":\"UP\",\"checks\":[{\"name\":\"journal\",\"status\":\"UP\"}]}";

    @AutoClose private final StandInNode node = new StandInNode(this::answer);

    private Reply answer(StandInNode.Call call) {
        return Reply.json(
                switch (call.path()) {
                    case "/api/v1/destinations" -> destinations;
                    case "/api/v1/incidents" -> incidents;
                    default -> health;
                });
    }

    @Test
    void aHealthyNodeIsOk() {
        assertEquals(List.of("ok", "ok"), levels());
    }

    @Test
    void aHoldAndACheckThatIsDownFail() {
        destinations =
                "[{\"id\":\"meta\",\"pause\":{\"kind\":\"auth_hold\",\"sentence\":\"refused\"}}]";
        health = health.replace("UP", "DOWN");
        assertEquals(List.of("fail", "ok", "fail"), levels());
        assertEquals("auth_hold: refused", checks().get(0).get("what"));
    }

    @Test
    void aPauseSomebodyOrderedAndRequestsThatFailAreWarningsWithTheirOwnStep() {
        destinations =
                """
                [{"id":"meta","pause":{"kind":"operator","since":"s","sentence":"paused by eve: sale"}},
                 {"id":"ga4","state":"down","sentence":"the latest 3 requests failed"}]
                """;
        incidents =
                "{\"incidents\":[{\"kind\":\"platform_down\",\"destination\":\"ga4\",\"opened_at\":\"x\"}]}";
        assertEquals(List.of("warn", "warn", "ok", "ok"), levels());
        assertEquals("paused by eve: sale, since s", checks().get(0).get("what"));
        assertTrue(checks().get(0).get("advice").toString().contains("resume meta"));
        assertTrue(checks().get(1).get("advice").toString().contains("--destination ga4"));
    }

    @Test
    void openIncidentsAndAProjectionBehindAreWarnings() {
        incidents =
                """
                {"incidents":[{"kind":"platform_down","destination":"meta","opened_at":"x"},
                 {"kind":"not_found_streak","destination":"meta","opened_at":"x"},
                 {"kind":"auth_hold","closed_at":"y"}]}
                """;
        health = health.replace("}]", ",\"data\":{\"records_not_applied\":20000}}]");
        assertEquals(List.of("ok", "warn", "warn", "warn", "ok"), levels());
    }

    @Test
    void noNodeIsAWarningBecauseFilesCanBeExaminedAlone() {
        Http nobody = new Http("node", URI.create("http://127.0.0.1:1"), Map.of());
        assertEquals("warn", new NodeHealth(nobody, 0).checks().get(0).get("level"));
    }

    @Test
    void aLineSaysWhatWhereAndWhatToDo() {
        Map<String, String> check =
                Map.of(
                        "level", "fail",
                        "check", "disk",
                        "what", "full\u001b[2J",
                        "where", "/d",
                        "advice", "free space");
        assertEquals(
                List.of("FAIL  disk: full?[2J [/d]", "      free space"),
                new DoctorReport(new Colours(false)).line(Json.tree(check)));
    }

    @Test
    void anInstallationThatCannotBeExaminedIsAFailure() {
        CommandRig rig = new CommandRig();
        assertEquals(1, rig.run(node.words("doctor", "--config", "/nowhere")));
        assertTrue(rig.err().contains("--config"), rig.err());
    }

    private List<Object> levels() {
        return checks().stream().map(check -> check.get("level")).toList();
    }

    private List<Map<String, Object>> checks() {
        URI address = URI.create(node.address());
        return new NodeHealth(new Http("node", address, Map.of()), address.getPort()).checks();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a running node is: its health checks, destinations that wait for a person, open incidents.
 */
final class NodeHealth {
    /** What a node catches up with in a moment. */
    private static final long BEHIND = 10_000;

    private final Http node;
    private final int managementPort;

    /**
     * @param managementPort where its health is asked for, or 0 when that is not known
     */
    NodeHealth(Http node, int managementPort) {
        this.node = node;
        this.managementPort = managementPort;
    }

    /** One line per finding; one alone when no node answers, which is no failure. */
    List<Map<String, Object>> checks() {
        List<Map<String, Object>> checks = new ArrayList<>();
        try {
            destinations(checks);
            incidents(checks);
            health(checks);
        } catch (NodeSilentFailure silent) {
            checks.add(
                    check(
                            "warn",
                            "node",
                            "none answers, so only files were looked at",
                            node.base().toString(),
                            "start it with tl up, or name it with --node"));
        } catch (CliFailure refused) {
            checks.add(
                    check(
                            "fail",
                            "node",
                            refused.getMessage(),
                            node.base().toString(),
                            "when it wants a login, " + NodeOptions.LOGIN));
        }
        return checks;
    }

    private void destinations(List<Map<String, Object>> checks) {
        int well = 0;
        for (JsonNode row : Rows.of(node.get("/api/v1/destinations"), "destinations")) {
            JsonNode pause = row.path("pause");
            String kind = pause.path("kind").asText("");
            String where = "destination " + row.path("id").asText();
            if (kind.endsWith("hold") || kind.equals("plugin_suspended")) {
                checks.add(
                        check(
                                "fail",
                                "destination",
                                kind + ": " + pause.path("sentence").asText(),
                                where,
                                "tl diagnose --since 1h --destination "
                                        + row.path("id").asText()
                                        + " names the next step; what waits is sent then"));
            } else if (kind.equals("operator")) {
                checks.add(
                        check(
                                "warn",
                                "destination",
                                pause.path("sentence").asText()
                                        + ", since "
                                        + pause.path("since").asText(),
                                where,
                                "when it may send again: tl destinations resume "
                                        + row.path("id").asText()));
            } else if (row.path("state").asText().equals("down")) {
                checks.add(
                        check(
                                "warn",
                                "destination",
                                row.path("sentence").asText(),
                                where,
                                "what they fail of: tl diagnose --since 1h --destination "
                                        + row.path("id").asText()));
            } else if (!kind.isEmpty()) {
                checks.add(
                        check(
                                "warn",
                                "destination",
                                kind + ": " + pause.path("sentence").asText(),
                                where,
                                "it goes on by itself"));
            } else {
                well++;
            }
        }
        checks.add(check("ok", "destinations", well + " send", node.base().toString(), ""));
    }

    private void incidents(List<Map<String, Object>> checks) {
        for (JsonNode row : Rows.of(node.get("/api/v1/incidents"), "incidents")) {
            if (!row.hasNonNull("closed_at") && !told(checks, row.path("destination").asText())) {
                checks.add(
                        check(
                                "warn",
                                "incident",
                                row.path("kind").asText()
                                        + " since "
                                        + row.path("opened_at").asText()
                                        + ": "
                                        + row.path("sentence").asText(),
                                "destination " + row.path("destination").asText(),
                                "docs/operations.md, A destination pauses"));
            }
        }
    }

    /** What keeps a destination back is said with its next step already. */
    private static boolean told(List<Map<String, Object>> checks, String destination) {
        return checks.stream()
                .filter(one -> one.get("check").equals("destination"))
                .anyMatch(one -> one.get("where").equals("destination " + destination));
    }

    private void health(List<Map<String, Object>> checks) {
        if (managementPort == 0) {
            return;
        }
        URI address = URI.create("http://127.0.0.1:" + managementPort);
        Http management = new Http("management port", address, Map.of());
        JsonNode health =
                Json.read(
                                management
                                        .send(
                                                "GET",
                                                "/observe/health?data=true",
                                                Map.of(),
                                                new byte[0])
                                        .text())
                        .orElseGet(Json::object);
        for (JsonNode check : health.path("checks")) {
            long behind = check.path("data").path("records_not_applied").asLong();
            if (!check.path("status").asText().equals("UP")) {
                checks.add(
                        check(
                                "fail",
                                "health",
                                check.path("name").asText()
                                        + " is down "
                                        + check.path("data").toString(),
                                address.toString(),
                                "docs/operations.md, Watch it"));
            } else if (behind > BEHIND) {
                checks.add(
                        check(
                                "warn",
                                "projection",
                                behind + " records are not in the evidence yet",
                                address.toString(),
                                "wait; when the number grows, look at the node's log"));
            }
        }
        if (health.path("status").asText().equals("UP")) {
            checks.add(check("ok", "health", "every check is UP", address.toString(), ""));
        } else if (health.path("checks").isEmpty()) {
            checks.add(
                    check(
                            "warn",
                            "health",
                            "cannot be read",
                            address.toString(),
                            "the node was started with another node.management-port"));
        }
    }

    private static Map<String, Object> check(
            String level, String about, String what, String where, String advice) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("level", level);
        check.put("check", about);
        check.put("what", what);
        check.put("where", where);
        check.put("advice", advice);
        return check;
    }
}

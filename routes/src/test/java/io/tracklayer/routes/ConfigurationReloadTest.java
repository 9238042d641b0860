// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edited configuration does to a node at work. */
class ConfigurationReloadTest {
    private static final String SKIP =
            """
            version: 1
            description: One rule.
            rules:
              - id: %s
                when: { event: page_viewed }
                then: { skip: [webhook], reason: %s, sentence: Not wanted. }
                examples:
                  - given: { event: page_viewed }
                    expect: { webhook: skipped:%s }
            """;

    @TempDir Path folder;
    private NodeProcess process;
    private RunningShop shop;

    @BeforeEach
    void start() throws IOException {
        Shop configured = Shop.open(folder);
        configured.write("rules/a.rules.yaml", rule("first"));
        process = NodeProcess.start(configured.config(), folder.resolve("out.txt"));
        shop = RunningShop.of(configured, process);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void brokenRulesChangeNothingUnderLoadAndRepairedOnesAreInForceWithoutARestart() {
        String before = send();
        Set<String> reasons = new HashSet<>();
        shop.shop().write("rules/a.rules.yaml", "version: 1\nrules: [ half wri");
        sendUntil(() -> said("a.rules.yaml:2:"), reasons);
        shop.shop().write("rules/a.rules.yaml", rule("x").replace("[webhook]", "[metta]"));
        sendUntil(() -> said("a.rules.yaml:6:"), reasons);
        assertEquals(Set.of("first"), reasons);
        assertEquals(2, times("the last good one stays in force"), process::output);

        shop.shop().write("rules/a.rules.yaml", rule("second"));
        sendUntil(() -> said("is in force, rules"), reasons);
        String after = send();
        assertEquals("second", reasonOf(after));
        assertEquals(Set.of("first"), difference(reasons, "second"));
        assertFalse(decision(before).get("version").equals(decision(after).get("version")));
        assertEquals("a.rules.yaml:4", decision(after).get("location"));
    }

    @Test
    void aNewDestinationStartsARemovedOneStopsAndAnAddedOneStartsAgain() throws IOException {
        shop.shop()
                .write(
                        "rules/a.rules.yaml",
                        rule("third").replace("page_viewed", "order_refunded"));
        register("second");
        String file = "destinations/second.yaml";
        String settings =
                Files.readString(shop.shop().config().resolve("destinations/warehouse.yaml"));
        shop.shop().write(file, settings.replace("/webhook/warehouse", "/webhook/second"));
        assertEquals("delivered", awaitStatus(sendUntilListed("second", true), "second"));

        Files.delete(shop.shop().config().resolve(file));
        String without = sendUntilListed("second", false);
        assertEquals("delivered", awaitStatus(without, "warehouse"));
        assertFalse(pathsOf(without).contains("/webhook/second"));

        shop.shop().write(file, settings.replace("/webhook/warehouse", "/webhook/second"));
        assertEquals("delivered", awaitStatus(sendUntilListed("second", true), "second"));
    }

    @Test
    void aDestinationWithAMistakeKeepsItsLastGoodSettings() {
        shop.shop().write("rules/a.rules.yaml", rule("x").replace("page_viewed", "order_refunded"));
        shop.shop()
                .change(
                        "destinations/warehouse.yaml",
                        text -> text.replace("allow-http", "alow-http"));
        sendUntil(() -> said("destinations/warehouse.yaml:"), new HashSet<>());
        shop.shop()
                .change(
                        "destinations/warehouse.yaml",
                        text -> text.replace("alow-http", "allow-http"));
        sendUntil(() -> said("is in force, rules"), new HashSet<>());
        assertEquals("delivered", awaitStatus(send(), "warehouse"));
    }

    private static String rule(String reason) {
        return SKIP.formatted(reason, reason, reason);
    }

    private void register(String webhook) {
        new Web(shop.shop().sandbox())
                .postJson(
                        "/control/accounts",
                        "[{\"platform\":\"webhook\",\"account\":\"%s\",\"secrets\":[\"%s\"]}]"
                                .formatted(webhook, Shop.SIGNING_SECRET));
    }

    /** Sends one page view, which must be taken, and gives its id. */
    private String send() {
        String eventId = RunningShop.freshId();
        Web.Answer answer =
                shop.web()
                        .post(
                                "/collect?k=" + Shop.BROWSER_KEY,
                                RunningShop.pageView(eventId).getBytes(StandardCharsets.UTF_8),
                                Map.of());
        assertEquals(200, answer.status(), answer.text());
        return eventId;
    }

    private void sendUntil(BooleanSupplier condition, Set<String> reasons) {
        Awaitility.await()
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            reasons.add(reasonOf(send()));
                            return condition.getAsBoolean();
                        });
    }

    /** Sends until an event has, or has not, a delivery for the destination; gives that event. */
    private String sendUntilListed(String destination, boolean listed) {
        return Awaitility.await("destination " + destination + " listed: " + listed)
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        this::send,
                        eventId ->
                                deliveries(eventId).stream()
                                                .anyMatch(
                                                        d ->
                                                                destination.equals(
                                                                        d.get("destination")))
                                        == listed);
    }

    private String awaitStatus(String eventId, String destination) {
        return Awaitility.await(eventId + " at " + destination)
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> delivery(eventId, destination).get("status").toString(),
                        status -> !status.equals("pending"));
    }

    private String reasonOf(String eventId) {
        return delivery(eventId, "warehouse").get("reason").toString();
    }

    private Map<?, ?> decision(String eventId) {
        return (Map<?, ?>) delivery(eventId, "warehouse").get("decision");
    }

    private Map<?, ?> delivery(String eventId, String destination) {
        return deliveries(eventId).stream()
                .filter(row -> destination.equals(row.get("destination")))
                .findFirst()
                .orElseThrow();
    }

    private List<Map<?, ?>> deliveries(String eventId) {
        Object seq = shop.awaitEvent(eventId).get("seq");
        return shop.rows("/api/v1/events/" + seq, "deliveries");
    }

    private Set<String> pathsOf(String eventId) {
        Set<String> paths = new HashSet<>();
        ((Iterable<?>) shop.shop().requests("webhook").get("requests"))
                .forEach(
                        row -> {
                            if (((Map<?, ?>) row).get("body").toString().contains(eventId + "\"")) {
                                paths.add(((Map<?, ?>) row).get("path").toString());
                            }
                        });
        return paths;
    }

    private static Set<String> difference(Set<String> all, String but) {
        Set<String> rest = new HashSet<>(all);
        rest.remove(but);
        return rest;
    }

    private boolean said(String text) {
        return process.output().contains(text);
    }

    private long times(String text) {
        return process.output().lines().filter(line -> line.contains(text)).count();
    }
}

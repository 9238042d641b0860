// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.consent.StoredConsent;
import io.tracklayer.core.consent.VisitorKeys;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customer 77 visits the shop, and renews a subscription without any browser. */
class RememberedConsentTest {
    @TempDir Path folder;
    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.open(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aRenewalIsSentByWhatTheVisitHadGrantedAndSaysSo() throws Exception {
        shop.whileRunning(
                web -> {
                    visit(web, "granted");
                    renew(web);
                    web.awaitDeliveries("meta", Map.of("delivered", 2L));
                    Map<?, ?> renewal = event(web, "subscription_renewed");
                    Map<?, ?> consent =
                            (Map<?, ?>) ((Map<?, ?>) renewal.get("event")).get("consent");
                    assertEquals(
                            "granted api", consent.get("marketing") + " " + consent.get("source"));
                    Map<?, ?> provenance = (Map<?, ?>) renewal.get("provenance");
                    Map<?, ?> from = (Map<?, ?>) provenance.get("consent");
                    assertEquals("remembered of the visitor", from.get("rule"));
                    assertEquals("event visit-granted", from.get("origin"));
                });
    }

    @Test
    void whatStillWaitsIsNotSentOnceItsVisitorHasRefused() throws Exception {
        shop.change(
                "tracklayer.yaml", text -> text.replace("purchase-like: 0s", "purchase-like: 5s"));
        shop.whileRunning(
                web -> {
                    assertEquals(200, shop.order(web, 548291).status());
                    Awaitility.await("the purchase waits")
                            .atMost(Web.PATIENCE)
                            .until(() -> web.get("/api/v1/events").text().contains("548291"));
                    visit(web, "denied");
                    web.awaitDeliveries("meta", Map.of("skipped", 2L));
                    String deliveries = web.get("/api/v1/deliveries?destination=meta").text();
                    assertTrue(deliveries.contains("\"consent_withdrawn:marketing\""), deliveries);
                    assertEquals(0L, shop.held("meta").get("stored"));
                });
    }

    @Test
    void whatWaitsForAnAnswerIsSentOnceTheVisitorAgreesOnALaterPage() throws Exception {
        waitForAnswers();
        shop.whileRunning(
                web -> {
                    visit(web, "unknown");
                    awaitReason(web, "visit-unknown", "waiting_for_consent");
                    visit(web, "granted");
                    web.awaitDeliveries("meta", Map.of("delivered", 2L));
                    Map<?, ?> waited = event(web, "product_viewed", "visit-unknown");
                    Map<?, ?> provenance = (Map<?, ?>) waited.get("provenance");
                    Map<?, ?> from = (Map<?, ?>) provenance.get("consent.marketing");
                    assertEquals("answered later by the visitor", from.get("rule"));
                    assertEquals("event visit-granted", from.get("origin"));
                });
    }

    @Test
    void whatWaitsForAnAnswerIsSkippedOnceTheVisitorRefusesOnALaterPage() throws Exception {
        waitForAnswers();
        shop.whileRunning(
                web -> {
                    visit(web, "unknown");
                    awaitReason(web, "visit-unknown", "waiting_for_consent");
                    visit(web, "denied");
                    awaitReason(web, "visit-unknown", "consent_denied:marketing");
                    assertEquals(0L, shop.held("meta").get("stored"));
                });
    }

    private void waitForAnswers() {
        shop.write(
                "rules/a.rules.yaml",
                """
                version: 1
                description: Wait for the banner.
                unknown-consent: { default: denied }
                rules:
                  - id: wait-for-the-banner
                    when: {}
                    then: { delay: { until: consent, for: 1h, then: skip }, for: all }
                    examples:
                      - given: { event: product_viewed }
                        expect: { meta: delayed }
                """);
    }

    private static void awaitReason(Web web, String eventId, String reason) {
        Awaitility.await(eventId + " " + reason)
                .atMost(Web.PATIENCE)
                .until(
                        () ->
                                ((List<?>)
                                                web.json("/api/v1/deliveries?destination=meta")
                                                        .get("deliveries"))
                                        .stream()
                                                .map(row -> (Map<?, ?>) row)
                                                .anyMatch(
                                                        row ->
                                                                eventId.equals(row.get("event_id"))
                                                                        && reason.equals(
                                                                                row.get(
                                                                                        "reason"))));
    }

    @Test
    void aRebuiltStoreRemembersTheSame() throws Exception {
        shop.whileRunning(
                web -> {
                    visit(web, "granted");
                    web.awaitDeliveries("meta", Map.of("delivered", 1L));
                    visit(web, "denied");
                    renew(web);
                    web.awaitDeliveries("meta", Map.of("delivered", 1L, "skipped", 2L));
                });
        Map<String, StoredConsent> before = remembered();
        assertEquals(1, before.size());
        forgetTheEvidence();
        shop.whileRunning(
                web -> web.awaitDeliveries("meta", Map.of("delivered", 1L, "skipped", 2L)));
        assertEquals(before, remembered());
    }

    private void visit(Web web, String state) {
        String json =
                """
                {"key":"%s","event":"product_viewed","event_id":"visit-%s","occurred_at":"%s","user":{"external_id":"77"},
                 "items":[{"product_id":"10","price":"9.90","quantity":1}],"value":9.9,"currency":"EUR",
                 "consent":{"marketing":"%2$s","analytics":"granted","ad_user_data":"granted"}}
                """
                        .formatted(Shop.BROWSER_KEY, state, Instant.now());
        assertEquals(200, web.postJson("/collect", json).status());
    }

    private void renew(Web web) {
        String json =
                Shop.orderJson(548300)
                        .replace(
                                "\"source_name\":\"web\"",
                                "\"source_name\":\"subscription_contract\"")
                        .replaceFirst("\"note_attributes\":\\[[^]]*]", "\"note_attributes\":[]");
        assertEquals(200, shop.webhook(web, "orders/create", json, "renewal").status());
    }

    private static Map<?, ?> event(Web web, String name) {
        List<?> found = (List<?>) web.json("/api/v1/events?event=" + name).get("events");
        Object seq = ((Map<?, ?>) found.get(0)).get("seq");
        return web.json("/api/v1/events/" + seq);
    }

    private static Map<?, ?> event(Web web, String name, String eventId) {
        List<?> found = (List<?>) web.json("/api/v1/events?event=" + name).get("events");
        Object seq =
                found.stream()
                        .map(row -> (Map<?, ?>) row)
                        .filter(row -> eventId.equals(row.get("event_id")))
                        .findFirst()
                        .orElseThrow()
                        .get("seq");
        return web.json("/api/v1/events/" + seq);
    }

    private Map<String, StoredConsent> remembered() {
        Event customer =
                Event.named(EventName.PAGE_VIEWED)
                        .eventId("e")
                        .eventTime(Instant.EPOCH)
                        .receivedAt(Instant.EPOCH)
                        .of("shop", "shop-eu")
                        .set(EventField.EXTERNAL_ID, "77")
                        .build();
        try (JdbcEvidenceStore store =
                JdbcEvidenceStore.open(folder.resolve("data/evidence"), Clock.systemUTC())) {
            return store.queries().consents(VisitorKeys.of(customer));
        }
    }

    private void forgetTheEvidence() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/evidence"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.json.StrictJson;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anna lands on an ad and buys later, when the shop alone reports her order. */
class RememberedPersonTest {
    private static final String ANNA = "/api/v1/identities?email=anna@example.com";

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
    void threeWeeksAfterTheLandingMetaGetsTheClickWithTheTimeItWasSeen() throws Exception {
        Instant landed;
        Clock threeWeeksAgo = Clock.offset(Clock.systemUTC(), Duration.ofDays(-21));
        try (Node node = Node.start(shop.config(), threeWeeksAgo)) {
            Web web = new Web(node.address());
            land(web, threeWeeksAgo.instant());
            landed = Instant.parse(text(row(web, "page_viewed"), "event_time"));
        }
        shop.whileRunning(
                web -> {
                    assertEquals(200, shop.order(web, 548291).status());
                    String fbc = "fb.1." + landed.toEpochMilli() + ".IwAR0abc";
                    Awaitility.await("the purchase at Meta")
                            .atMost(Web.PATIENCE)
                            .until(() -> sentToMeta().contains(fbc));
                    Map<?, ?> order = whole(web, "purchase_placed");
                    Map<?, ?> from =
                            (Map<?, ?>)
                                    ((Map<?, ?>) order.get("provenance")).get("click_ids.gclid");
                    assertEquals("remembered of the visitor", from.get("rule"));
                    assertEquals(landed.toString(), from.get("seen"));
                    String origin = from.get("origin").toString();
                    assertTrue(origin.startsWith("landing " + landed.toString().substring(0, 16)));
                    assertTrue(
                            origin.endsWith("(event landing-1, joined by email), 21 d before"),
                            origin);
                    String page = web.get("/events/" + order.get("seq")).text();
                    assertTrue(page.contains("/identities/" + order.get("identity")), page);
                    assertTrue(page.contains("joined by email"), page);
                });
    }

    @Test
    void aPersonIsShownUndoneAndErasedAndARebuiltStoreDoesNotBringItBack() throws Exception {
        shop.whileRunning(
                web -> {
                    land(web, Instant.now());
                    Map<?, ?> anna = (Map<?, ?>) awaited(web).get(0);
                    Map<?, ?> join = (Map<?, ?>) ((List<?>) anna.get("joins")).get(0);
                    String shown = web.get("/identities/" + anna.get("id")).text();
                    assertTrue(shown.contains("tl identity undo " + join.get("id")), shown);
                    assertFalse(shown.contains("anna@"), shown);
                    Web.Answer undone =
                            web.postJson(
                                    "/api/v1/identities/joins/" + join.get("id") + "/undo",
                                    "{\"by\":\"ben\"}");
                    assertEquals(200, undone.status());
                    assertTrue(undone.text().contains("by ben"), undone.text());
                    assertEquals(
                            1, ((List<?>) ((Map<?, ?>) awaited(web).get(0)).get("persons")).size());
                    Web.Answer erased =
                            web.postJson(
                                    "/api/v1/erase",
                                    "{\"email\":\"Anna@example.com\",\"by\":\"ben\"}");
                    assertEquals(200, erased.status(), erased.text());
                    Map<?, ?> removed = (Map<?, ?>) erased.json().get("removed");
                    assertEquals(
                            "1 1 true",
                            removed.get("persons")
                                    + " "
                                    + removed.get("keys")
                                    + " "
                                    + erased.json().get("done"));
                    assertEquals(List.of(), web.json(ANNA).get("identities"));
                    String audit = web.get("/api/v1/audit").text();
                    assertTrue(audit.contains("identity.erase"), audit);
                    assertFalse(audit.contains("nna@example"), audit);
                });
        RebuildTest.delete(folder.resolve("data/evidence"));
        shop.whileRunning(
                web -> {
                    Awaitility.await("the audit trail is there again")
                            .atMost(Web.PATIENCE)
                            .until(
                                    () ->
                                            web.get("/api/v1/audit")
                                                    .text()
                                                    .contains("identity.erase"));
                    assertEquals(List.of(), web.json(ANNA).get("identities"));
                    assertEquals(
                            1,
                            ((List<?>)
                                            web.json("/api/v1/identities?anonymous_id=browser-1")
                                                    .get("identities"))
                                    .size(),
                            "the browser she was parted from");
                });
    }

    @Test
    void aRebuiltStoreKnowsTheSamePersons() throws Exception {
        String[] before = new String[1];
        shop.whileRunning(
                web -> {
                    land(web, Instant.now());
                    assertEquals(200, shop.order(web, 548291).status());
                    web.awaitDeliveries("meta", Map.of("delivered", 2L));
                    before[0] = StrictJson.writeText(awaited(web));
                });
        RebuildTest.delete(folder.resolve("data/evidence"));
        shop.whileRunning(
                web -> {
                    web.awaitDeliveries("meta", Map.of("delivered", 2L));
                    assertEquals(before[0], StrictJson.writeText(awaited(web)));
                });
    }

    @Test
    void whatNamesNobodyIsRefusedWithWhatIsKnown() throws Exception {
        shop.whileRunning(
                web -> {
                    for (String body :
                            List.of(
                                    "{}",
                                    "{\"mail\":\"x\"}",
                                    "{\"email\":7}",
                                    "[]",
                                    "{\"email\":\"\"}")) {
                        Web.Answer answer = web.postJson("/api/v1/erase", body);
                        assertEquals(400, answer.status(), body);
                        assertTrue(answer.text().contains("bad_identity"), answer.text());
                    }
                    String merchant = "{\"email\":\"a@b.c\",\"merchant\":\"nobody\"}";
                    assertEquals(400, web.postJson("/api/v1/erase", merchant).status());
                    assertEquals(
                            404, web.postJson("/api/v1/identities/joins/9/undo", "{}").status());
                    assertEquals(400, web.get("/api/v1/identities").status());
                    assertEquals(404, web.get("/api/v1/identities/9").status());
                    assertEquals(404, web.get("/identities/9").status());
                });
    }

    private static void land(Web web, Instant at) {
        String json =
                """
                {"key":"%s","event":"page_viewed","event_id":"landing-1","occurred_at":"%s","anonymous_id":"browser-1",
                 "user":{"email":"anna@example.com"},"page":{"url":"https://shop.example/sale?fbclid=IwAR0abc&gclid=Cj0Kabc"},
                 "consent":{"marketing":"granted","analytics":"granted","ad_user_data":"granted"}}
                """
                        .formatted(Shop.BROWSER_KEY, at);
        assertEquals(200, web.postJson("/collect", json).status());
        Awaitility.await("the landing").atMost(Web.PATIENCE).until(() -> events(web).size() > 0);
    }

    private static List<?> events(Web web) {
        return (List<?>) web.json("/api/v1/events?event=page_viewed").get("events");
    }

    private static Map<?, ?> row(Web web, String name) {
        return (Map<?, ?>)
                ((List<?>) web.json("/api/v1/events?event=" + name).get("events")).get(0);
    }

    private static Map<?, ?> whole(Web web, String name) {
        return web.json("/api/v1/events/" + row(web, name).get("seq"));
    }

    private static List<?> awaited(Web web) {
        return Awaitility.await("somebody is known")
                .atMost(Web.PATIENCE)
                .until(() -> (List<?>) web.json(ANNA).get("identities"), list -> !list.isEmpty());
    }

    private static String text(Map<?, ?> row, String name) {
        return row.get(name).toString();
    }

    private String sentToMeta() {
        return StrictJson.writeText(shop.requests("meta"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/**
 * A running node that operators look at, with something of everything: deliveries that were made,
 * failed, were skipped, wait and are held, with attempts; copies joined and copies that contradict;
 * persons, a replay, requests turned away. All of it came in over HTTP, and went out.
 */
final class OperatorShop implements AutoCloseable {
    /** An order Meta is not told of, as its visitor refused marketing. */
    static final long MISSING = 548291;

    /** An order that browser and shop both told. */
    static final long JOINED = 548292;

    private static final String VISITOR = "visitor-1";

    private final RunningShop running;
    private final Receiver receiver;

    private OperatorShop(RunningShop running, Receiver receiver) {
        this.running = running;
        this.receiver = receiver;
    }

    /** A node without evidence that sends to "meta", "warehouse", and "crm", its receiver. */
    static OperatorShop empty(Path folder) throws Exception {
        return connected(
                folder,
                (shop, receiver) ->
                        webhook(shop, "crm", receiver.at("/crm"), "  retry-4xx: false\n"));
    }

    /** The same, for operators who log in. */
    static OperatorShop guarded(Path folder, String operators) throws Exception {
        return connected(folder, (shop, receiver) -> shop.write("operators.yaml", operators));
    }

    private static OperatorShop connected(Path folder, BiConsumer<Shop, Receiver> connect)
            throws Exception {
        Receiver receiver = Receiver.start();
        try {
            return new OperatorShop(
                    RunningShop.start(folder, shop -> connect.accept(shop, receiver)), receiver);
        } catch (Exception | Error failed) {
            receiver.close();
            throw failed;
        }
    }

    /** A node with something of everything. */
    static OperatorShop start(Path folder) throws Exception {
        OperatorShop shop = connected(folder, OperatorShop::connect);
        try {
            shop.fill();
            return shop;
        } catch (Exception | Error failed) {
            shop.close();
            throw failed;
        }
    }

    private static void connect(Shop shop, Receiver receiver) {
        webhook(shop, "crm", receiver.at("/crm"), "  retry-4xx: false\n");
        webhook(shop, "lake", receiver.at("/lake"), "");
        shop.change(
                "destinations/meta.yaml",
                text -> {
                    shop.write(
                            "destinations/meta-us.yaml",
                            text.replace(Shop.PIXEL, "999999999999999"));
                    return text;
                });
    }

    private static void webhook(Shop shop, String id, String url, String more) {
        shop.write(
                "destinations/" + id + ".yaml",
                """
                version: 1
                plugin: webhook
                merchant: shop
                redelivery: {max-attempts: 5, first-delay: 1h, multiplier: 1, max-delay: 1h}
                settings:
                  url: %s
                  secret: ${file:secrets/warehouse}
                  allow-http: true
                """
                                .formatted(url)
                        + more);
    }

    private void fill() {
        receiver.answers(
                "/crm",
                List.of(
                        new Receiver.Answer(
                                400, Map.of("X-Request-Id", "r-1"), "{\"error\":\"no account\"}")));
        receiver.answers("/lake", List.of(new Receiver.Answer(503, Map.of(), "busy")));
        visit("548292", Map.of("event_id", "evt-page-548292"));
        visit("548293", Map.of("event_id", "evt-page-548293"));
        await("copies of the browser", "/api/v1/events?source=browser", "evt-page-548293");
        order(JOINED, json -> json);
        order(
                548293,
                json ->
                        json.replace(
                                "\"note_attributes\":[",
                                "\"note_attributes\":[{\"name\":\"_tl_event\",\"value\":\"evt-cart\"},"));
        visit("548294", Map.of("event_id", "evt-page-548292"));
        missing();
        for (long id = 548295; id < 548299; id++) {
            order(id, json -> json);
        }
        turnedAway();
        await("refused requests", "/api/v1/requests?verdict=refused", "bad_signature");
        await("the collision", "/api/v1/collisions", "event_id_reused");
        await("the refusal", "/api/v1/deliveries?status=skipped", "\"548291\"");
        await(
                "deliveries to Meta",
                "/api/v1/deliveries?status=delivered&destination=meta",
                "548292");
        await("a failure", "/api/v1/deliveries?status=failed&destination=crm", "548291");
        await("a hold", "/api/v1/deliveries?status=held", "meta-us");
        await("one that waits", "/api/v1/deliveries?status=pending&destination=lake", "503");
        replay("crm");
    }

    /** The shop tells of the order of a visitor who refused marketing. */
    void missing() {
        order(
                MISSING,
                json ->
                        json.replace("marketing=granted", "marketing=denied")
                                .replace("\"id\":77", "\"id\":78")
                                .replace("anna@", "berta@"));
    }

    private void turnedAway() {
        running.web()
                .post(
                        "/webhooks/shopify/shop-eu",
                        "{}".getBytes(StandardCharsets.UTF_8),
                        Map.of(
                                "X-Shopify-Hmac-Sha256",
                                "bm8=",
                                "X-Shopify-Topic",
                                "orders/create"));
        running.web().postJson("/collect?k=unknown", "{\"event\":\"page_viewed\"}");
    }

    /** A purchase as a visitor's browser tells it. */
    void visit(String order, Map<String, Object> more) {
        Map<String, Object> event =
                new LinkedHashMap<>(
                        Map.of(
                                "event",
                                "purchase_placed",
                                "order_id",
                                order,
                                "value",
                                129.9,
                                "currency",
                                "EUR",
                                "anonymous_id",
                                VISITOR,
                                "user",
                                Map.of("email", "anna@example.com", "external_id", "77"),
                                "page",
                                Map.of("url", "https://shop.example/thanks?gclid=Cj0KCQvisit"),
                                "consent",
                                Map.of(
                                        "analytics",
                                        "granted",
                                        "marketing",
                                        "granted",
                                        "ad_user_data",
                                        "granted",
                                        "ad_personalization",
                                        "granted")));
        event.putAll(more);
        collect(event, Map.of());
    }

    /** Posts one event as a browser does. */
    void collect(Map<String, Object> event, Map<String, String> headers) {
        Web.Answer answer =
                running.web()
                        .post("/collect?k=" + Shop.BROWSER_KEY, StrictJson.write(event), headers);
        assertEquals(200, answer.status(), answer.text());
    }

    /** An order as the shop tells it, signed. */
    void order(long id, UnaryOperator<String> edit) {
        Web.Answer answer =
                running.shop()
                        .webhook(
                                running.web(),
                                "orders/create",
                                edit.apply(Shop.orderJson(id)),
                                UUID.randomUUID().toString());
        assertEquals(200, answer.status(), answer.text());
    }

    private void replay(String destination) {
        Web.Answer answer =
                running.web()
                        .postJson(
                                "/api/v1/replays",
                                "{\"destination\":\"" + destination + "\",\"by\":\"Anna\"}");
        assertEquals(201, answer.status(), answer.text());
        await("the replay", "/api/v1/replays", "\"done\"");
    }

    /** Waits until the answer to a path contains a text. */
    void await(String what, String path, String text) {
        Awaitility.await(what)
                .atMost(Web.PATIENCE)
                .until(() -> running.web().get(path).text(), answer -> answer.contains(text));
    }

    RunningShop running() {
        return running;
    }

    Receiver receiver() {
        return receiver;
    }

    String at(String path) {
        return running.base().resolve(path).toString();
    }

    /** The number of the newest event of an order. */
    String event(long order) {
        return running.rows("/api/v1/events?key=" + order, "events").get(0).get("seq").toString();
    }

    /** The id of the newest request to a destination. */
    String attempt(String destination) {
        return running.rows("/api/v1/api-logs?destination=" + destination, "attempts")
                .get(0)
                .get("id")
                .toString();
    }

    /** The number of the newest request of a verdict. */
    String request(String verdict) {
        return running.rows("/api/v1/requests?verdict=" + verdict + "&source=shopify", "requests")
                .get(0)
                .get("offset")
                .toString();
    }

    /** The number of the person the browser's orders are of. */
    String person() {
        return running.rows(
                        "/api/v1/identities?merchant=shop&anonymous_id=" + VISITOR, "identities")
                .get(0)
                .get("id")
                .toString();
    }

    @Override
    public void close() {
        running.close();
        receiver.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static io.tracklayer.source.shopify.Webhook.decoded;
import static io.tracklayer.source.shopify.Webhook.ignored;
import static io.tracklayer.source.shopify.Webhook.observed;
import static io.tracklayer.source.shopify.Webhook.of;
import static io.tracklayer.source.shopify.Webhook.rejected;
import static io.tracklayer.source.shopify.Webhook.source;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.SettingsCheck;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifySourceTest {

    @Test
    void itListensForSignedPostsOfOneStoreOnly() {
        SourceDescriptor descriptor = source().descriptor();
        assertEquals(
                List.of(new SourceDescriptor.Endpoint("POST", "/webhooks/shopify/{store}")),
                descriptor.endpoints());
        assertEquals(SourceDescriptor.Addressing.STORE_IN_PATH, descriptor.addressing());
        assertEquals(SourceDescriptor.Malformed.ACKNOWLEDGE, descriptor.malformed());
        assertEquals(Authority.ORDER_SYSTEM, descriptor.authority());
        assertEquals(10_485_760, descriptor.maxBytes());
        assertFalse(descriptor.crossOrigin());
    }

    @Test
    void bothFamiliesOfHeadersReachIt() {
        assertEquals(
                Set.of(
                        "x-shopify-topic",
                        "x-shopify-hmac-sha256",
                        "x-shopify-shop-domain",
                        "x-shopify-api-version",
                        "x-shopify-webhook-id",
                        "x-shopify-event-id",
                        "x-shopify-triggered-at",
                        "x-shopify-name",
                        "x-shopify-sub-topic",
                        "x-shopify-test",
                        "shopify-hmac-sha256",
                        "shopify-topic",
                        "shopify-shop-domain",
                        "shopify-api-version",
                        "shopify-webhook-id",
                        "shopify-event-id",
                        "shopify-handle",
                        "shopify-action",
                        "shopify-resource-id",
                        "shopify-triggered-at"),
                source().descriptor().headers());
    }

    @Test
    void everySettingIsDocumentedAndShopAndSecretsAreRequired() {
        List<Setting> settings = source().descriptor().settings();
        settings.forEach(setting -> assertTrue(setting.doc().length() > 40, setting.name()));
        List<String> problems = SettingsCheck.check(settings, Map.of()).problems();
        assertEquals(2, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("\"shop-domain\""));
        assertTrue(problems.get(1).contains("\"secrets\""));
        assertEquals(List.of(Webhook.SECRET), Webhook.settings().secrets());
    }

    @Test
    void whatWasStoredIsAcknowledgedWith200() {
        GivenRequest request = Webhook.order();
        Reply reply = source().acknowledge(request, List.of(decoded(request)));
        assertEquals(200, reply.status());
        assertEquals("application/json", reply.contentType());
        assertEquals("{\"received\":true}", new String(reply.body(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "orders/create, PURCHASE_PLACED, ord_5482910000001_purchase",
        "orders/paid, PURCHASE_PAID, ord_5482910000001_paid",
        "orders/fulfilled, ORDER_FULFILLED, ord_5482910000001_fulfilled",
        "orders/cancelled, ORDER_CANCELLED, ord_5482910000001_cancelled",
        "Orders/Create, PURCHASE_PLACED, ord_5482910000001_purchase",
    })
    void anOrderTopicIsAnEventWithTheIdItsCopiesShare(String topic, EventName name, String id) {
        Observation observation = observed(Webhook.given(topic, "order-1001.json"));
        assertEquals(name, observation.name());
        assertEquals(id, observation.eventId().orElseThrow());
    }

    @Test
    void everyOtherDocumentedTopicIsIgnoredWithAReason() {
        List<String> topics = Webhook.file("topics-2026-04.txt").lines().toList();
        assertEquals(195, topics.size());
        assertAll(
                topics.stream()
                        .map(
                                topic ->
                                        () -> {
                                            Decoded.Ignored ignored =
                                                    assertInstanceOf(
                                                            Decoded.Ignored.class,
                                                            decoded(of(topic, "{\"id\":1}")),
                                                            topic);
                                            assertEquals("topic_not_mapped", ignored.code(), topic);
                                            assertTrue(ignored.sentence().length() > 40, topic);
                                        }));
    }

    @ParameterizedTest
    @CsvSource({
        "customers/data_request, hand it over",
        "customers/redact, by hand within 30 days",
        "shop/redact, by hand within 30 days",
    })
    void aPrivacyTopicSaysThatThePersonMustBeErasedByHand(String topic, String advice) {
        Decoded.Ignored ignored =
                assertInstanceOf(Decoded.Ignored.class, decoded(of(topic, "{\"shop_id\":1}")));
        assertEquals("privacy_topic", ignored.code());
        assertTrue(ignored.sentence().contains("by itself"), ignored.sentence());
        assertTrue(ignored.sentence().contains(advice), ignored.sentence());
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders/teleported", "orders", "ORDERS_CREATE", "../orders/create"})
    void anUnknownTopicIsIgnored(String topic) {
        assertEquals("unknown_topic", ignored(of(topic, "{}")));
    }

    @Test
    void aRequestWithoutTopicIsKeptAndShown() {
        assertEquals("missing_topic", rejected(Webhook.order().header("X-Shopify-Topic", "")));
    }

    @Test
    void anEventOfTheNewFamilyIsKeptButNotMapped() {
        GivenRequest request =
                GivenRequest.post("/webhooks/shopify/acme-eu", Webhook.file("order-1001.json"))
                        .header("Shopify-Hmac-Sha256", "x")
                        .header("Shopify-Topic", "orders/create");
        assertEquals("events_family_not_mapped", ignored(request));
        assertEquals("privacy_topic", ignored(request.header("Shopify-Topic", "customers/redact")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"text\"", "true", "[]", "[{\"id\":1}]"})
    void aBodyThatIsNoObjectIsKeptAndShown(String body) {
        assertEquals("not_an_object", rejected(of("orders/create", body)));
        assertEquals("not_an_object", rejected(of("refunds/create", body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}{}", "{\"id\":1,\"id\":2}", "id=1", " "})
    void aBodyThatIsNotJsonIsMalformed(String body) {
        GivenRequest request = of("orders/create", body);
        MalformedInputException malformed =
                assertThrows(
                        MalformedInputException.class,
                        () -> source().decode(request, Webhook.settings(), SourceMemory.none()));
        assertEquals("malformed_json", malformed.code());
    }

    @Test
    void aRepetitionIsRecognisedByWebhookAndByTopicAndEvent() {
        assertEquals(
                List.of(
                        "webhook:b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
                        "event:orders/create:98880550-7158-44d4-b7cd-2c97c8a091b5"),
                observed(Webhook.order()).deliveryIds());
    }

    @Test
    void oneActionThatCausesTwoTopicsIsNoRepetition() {
        Observation paid = observed(Webhook.given("orders/paid", "order-1001.json"));
        assertTrue(
                paid.deliveryIds()
                        .contains("event:orders/paid:98880550-7158-44d4-b7cd-2c97c8a091b5"));
    }

    @Test
    void withoutAnyIdTheBodyItselfIsTheId() {
        GivenRequest request =
                of("orders/create", "{\"id\":1}")
                        .header("X-Shopify-Webhook-Id", "")
                        .header("X-Shopify-Event-Id", " ");
        assertEquals(
                List.of(
                        "body:orders/create:037c9214eef74cc3887f3a4f085b4e17d76280dafd273b0ee160c09c4ba1cfd4"),
                observed(request).deliveryIds());
    }

    @Test
    void decodingTwiceGivesTheSame() {
        GivenRequest request = Webhook.given("orders/create", "orders-create-548291.json");
        Observation first = observed(request);
        Observation second = observed(request);
        assertEquals(first.readings(), second.readings());
        assertEquals(first.deliveryIds(), second.deliveryIds());
        assertEquals(first.timing(), second.timing());
        assertEquals(first.consent(), second.consent());
    }
}

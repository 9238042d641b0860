// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import static io.tracklayer.source.woocommerce.WooShop.ignored;
import static io.tracklayer.source.woocommerce.WooShop.rejected;
import static io.tracklayer.source.woocommerce.WooShop.source;
import static io.tracklayer.source.woocommerce.WooShop.webhook;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WooSourceTest {

    @Test
    void itListensForSignedPostsOfOneStoreOnly() {
        SourceDescriptor descriptor = source().descriptor();
        assertEquals(
                List.of(new SourceDescriptor.Endpoint("POST", "/webhooks/woocommerce/{store}")),
                descriptor.endpoints());
        assertEquals(SourceDescriptor.Addressing.STORE_IN_PATH, descriptor.addressing());
        assertEquals(SourceDescriptor.Malformed.ACKNOWLEDGE, descriptor.malformed());
        assertEquals(Authority.ORDER_SYSTEM, descriptor.authority());
        assertEquals(1_048_576, descriptor.maxBytes());
        assertFalse(descriptor.crossOrigin());
        assertEquals(
                Set.of(
                        "x-wc-webhook-signature",
                        "x-wc-webhook-topic",
                        "x-wc-webhook-resource",
                        "x-wc-webhook-event",
                        "x-wc-webhook-source",
                        "x-wc-webhook-id",
                        "x-wc-webhook-delivery-id"),
                descriptor.headers());
    }

    @Test
    void everySettingIsDocumented() {
        source().descriptor()
                .settings()
                .forEach(setting -> assertTrue(setting.doc().length() > 60, setting.name()));
    }

    @Test
    void whatWasStoredIsAcknowledgedWith200() {
        GivenRequest request = webhook("order.updated", WooShop.file(WooShop.ORDER));
        Reply reply = source().acknowledge(request, List.of());
        assertEquals(200, reply.status());
    }

    @Test
    void theTopicIsAlsoReadFromResourceAndEvent() {
        GivenRequest request =
                webhook("order.updated", WooShop.file(WooShop.ORDER))
                        .header("X-WC-Webhook-Topic", "");
        assertEquals("ord_727_purchase", WooShop.ids(new WooShop().hears(request)).get(0));
    }

    @Test
    void aRequestWithoutTopicIsKeptAndShown() {
        GivenRequest request = GivenRequest.post("/webhooks/woocommerce/acme-eu", "{\"id\":1}");
        assertEquals("missing_topic", rejected(new WooShop().hears(request)));
    }

    @Test
    void topicsThatTellNothingOfACustomerAreIgnoredWithAReason() {
        for (String topic : WooShop.file("not-mapped.txt").lines().toList()) {
            List<Decoded> decoded = new WooShop().hears(topic, "{\"id\":5}");
            assertEquals("topic_not_mapped", ignored(decoded), topic);
            Decoded.Ignored entry = assertInstanceOf(Decoded.Ignored.class, decoded.get(0));
            assertTrue(entry.sentence().length() > 40, topic);
        }
        assertEquals("unknown_topic", ignored(new WooShop().hears("order.teleported", "{}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"text\"", "true", "[]", "[{\"id\":1}]"})
    void aBodyThatIsNoObjectIsKeptAndShown(String body) {
        assertEquals("not_an_object", rejected(new WooShop().hears("order.updated", body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}{}", "{\"id\":1,\"id\":2}", "id=1", " "})
    void aBodyThatIsNotJsonIsMalformed(String body) {
        GivenRequest request = webhook("order.updated", body);
        assertThrows(
                MalformedInputException.class,
                () -> source().decode(request, WooShop.settings(), SourceMemory.none()));
    }

    @Test
    void anErrorInPlaceOfTheOrderSaysWhatToDo() {
        String error =
                "{\"code\":\"woocommerce_rest_cannot_view\",\"message\":\"Sorry\",\"data\":{\"status\":401}}";
        assertEquals("shop_error", rejected(new WooShop().hears("order.updated", error)));
    }

    @Test
    void objectsWithoutIdAreKeptAndShown() {
        assertEquals("missing_order_id", rejected(new WooShop().hears("order.updated", "{}")));
        assertEquals(
                "missing_customer_id", rejected(new WooShop().hears("customer.created", "{}")));
        assertEquals(
                "missing_subscription_id",
                rejected(new WooShop().hears("subscription.updated", "{\"id\":0}")));
    }
}

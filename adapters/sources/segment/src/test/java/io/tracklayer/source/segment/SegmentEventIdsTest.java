// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tracklayer.spi.Observation;
import io.tracklayer.testkit.GivenRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentEventIdsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    Order Completed; {"event_id":"e-1","eventId":"e-2","order_id":"5"}; e-1
                    Order Completed; {"eventId":"e-2","order_id":"5"};  e-2
                    Order Completed; {"order_id":"5"};                  ord_5_purchase
                    Order Placed;    {"orderId":548291};                ord_548291_purchase
                    Order Paid;      {"order_id":"5"};                  ord_5_paid
                    Order Fulfilled; {"order_id":"5"};                  ord_5_fulfilled
                    Order Shipped;   {"order_id":"5"};                  ord_5_fulfilled
                    Order Cancelled; {"order_id":"5"};                  ord_5_cancelled
                    Order Refunded;  {"order_id":"5","refund_id":881};  ref_881
                    Order Refunded;  {"order_id":"5"};                  m-2
                    Order Updated;   {"order_id":"5"};                  m-2
                    Subscription Renewed; {"order_id":"5"};             m-2
                    Checkout Started; {"order_id":"5"};                 m-2
                    Order Completed; {};                                m-2
                    Order Completed; {"order_id":""};                   m-2
                    Order Completed; {"order_id":{"a":1}};              m-2
                    Order Completed; {"order_id":1e999999999};          m-2
                    """)
    void anEventIdIsTheStatedOneElseTheOrdersElseTheMessages(
            String event, String properties, String id) {
        assertEquals(id, id(Given.trackWithProperties(event, properties)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    {"event_id":"e-1","order_id":"5"}; false
                    {"order_id":"5"};                  true
                    {};                                true
                    """)
    void onlyAStatedEventIdIsOneSomebodyChose(String properties, boolean derived) {
        GivenRequest request = Given.trackWithProperties("Order Completed", properties);
        assertEquals(derived, Given.observed(request).derivedId());
    }

    @Test
    void theContextMayStateTheEventId() {
        assertEquals("c-1", id(Given.track("Signed In", "\"context\":{\"event_id\":\"c-1\"}")));
    }

    @Test
    void aMessageWithoutIdGetsTheSameHashWheneverItIsSent() {
        String first = id(page("{\"anonymousId\":\"a\",\"name\":\"Home\",\"sentAt\":\"1\"}"));
        String again =
                id(
                        page(
                                "{\"sentAt\":\"2\",\"name\":\"Home\",\"anonymousId\":\"a\","
                                        + "\"writeKey\":\"k\",\"_metadata\":{\"x\":[1,true]}}"));
        assertEquals("msg_218043ec229e114a48a07fe9bce9c9db", first);
        assertEquals(first, again);
        assertEquals(
                List.of(),
                Given.observed(page("{\"anonymousId\":\"a\",\"name\":\"Home\"}")).deliveryIds());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    {"anonymousId":"a","x":1};                {"anonymousId":"a","x":"1"}
                    {"anonymousId":"a","x":["1","2"]};        {"anonymousId":"a","x":["1,2"]}
                    {"anonymousId":"a","x":"\\ud800"};        {"anonymousId":"a","x":"?"}
                    {"anonymousId":"a","x":"\\ud800"};        {"anonymousId":"a","x":"\\udbff"}
                    {"anonymousId":"a","x":"b\\"y"};          {"anonymousId":"a","x":"b","y":""}
                    {"anonymousId":"a","timestamp":"1"};      {"anonymousId":"a","timestamp":"2"}
                    """)
    void differentMessagesGetDifferentHashes(String one, String other) {
        assertNotEquals(id(page(one)), id(page(other)));
    }

    private static GivenRequest page(String body) {
        return GivenRequest.post("/v1/page", body);
    }

    private static String id(GivenRequest request) {
        Observation observation = Given.observed(request);
        return observation.eventId().orElseThrow();
    }
}

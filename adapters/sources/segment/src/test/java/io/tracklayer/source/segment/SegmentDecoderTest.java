// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentDecoderTest {
    @Test
    void aServerBatchGivesAnIdentityAndAPurchaseWithTheSharedEventId() {
        GivenRequest request = GivenRequest.post("/v1/batch", Given.resource("batch.json"));
        List<Decoded> decoded = Given.decoded(request);
        assertEquals(2, decoded.size());
        Observation told = assertInstanceOf(Decoded.Identified.class, decoded.get(0)).observation();
        assertEquals(
                List.of(
                        "custom_name = identity @ kind of message",
                        "user.anonymous_id = a-77 @ /batch/0/anonymousId",
                        "user.email = jane.doe+promo@example.com @ /batch/0/traits/email",
                        "user.external_id = u-9 @ /batch/0/userId"),
                Given.lines(told));
        assertEquals(List.of("message:m-1"), told.deliveryIds());

        Observation purchase = Given.observation(decoded.get(1));
        assertEquals(EventName.PURCHASE_PLACED, purchase.name());
        assertEquals(Optional.of("ord_548291_purchase"), purchase.eventId());
        assertEquals(List.of("message:m-2"), purchase.deliveryIds());
        assertEquals(
                new Observation.Timing(
                        "2026-01-15T10:20:30.000Z",
                        "2026-01-15T10:20:31.000Z",
                        false,
                        "/batch/1/timestamp"),
                purchase.timing());
        assertEquals(
                List.of(
                        "currency = EUR @ /batch/1/properties/currency",
                        "items = [{variantId=41327143321713, productId=41327143321713, price=49.95,"
                                + " quantity=2}, {variantId=41327143157873,"
                                + " productId=41327143157873, price=30, quantity=1}] @"
                                + " /batch/1/properties/products",
                        "order_id = 548291 @ /batch/1/properties/order_id",
                        "page.url = https://shop.example/thanks?fbclid=IwAR0x @"
                                + " /batch/1/context/page/url",
                        "user.anonymous_id = a-77 @ /batch/1/anonymousId",
                        "user.external_id = u-9 @ /batch/1/userId",
                        "value = 129.9 @ /batch/1/properties/total"),
                Given.lines(purchase));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/page,page_viewed",
        "/v1/p,page_viewed",
        "/v1/screen,page_viewed",
        "/v1/s,page_viewed"
    })
    void aMessageWithoutTypeHasTheTypeOfItsPath(String path, String event) {
        assertEquals(
                event, Given.observed(GivenRequest.post(path, "{\"userId\":\"u\"}")).name().wire());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/track", "/v1/t"})
    void aTrackPathReadsItsEvent(String path) {
        GivenRequest request =
                GivenRequest.post(path, "{\"userId\":\"u\",\"event\":\"Signed In\"}");
        assertEquals(EventName.LOGGED_IN, Given.observed(request).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/identify", "/v1/i", "/v1/group", "/v1/g", "/v1/alias", "/v1/a"})
    void whatOnlyTellsWhoSomebodyIsIsNoEvent(String path) {
        Decoded decoded = Given.decoded(GivenRequest.post(path, "{\"userId\":\"u\"}")).get(0);
        assertInstanceOf(Decoded.Identified.class, decoded);
    }

    @Test
    void aStatedTypeBeatsThePath() {
        GivenRequest request =
                GivenRequest.post("/v1/track", "{\"userId\":\"u\",\"type\":\"page\"}");
        assertEquals(EventName.PAGE_VIEWED, Given.observed(request).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/batch", "/v1/import", "/v1/b"})
    void everyBatchPathReadsABatch(String path) {
        GivenRequest request =
                GivenRequest.post(path, "{\"batch\":[{\"type\":\"page\",\"userId\":\"u\"}]}");
        assertEquals(EventName.PAGE_VIEWED, Given.observed(request).name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    7;                                                    not_an_object
                    "track";                                              not_an_object
                    [];                                                   not_an_object
                    {"userId":"u"};                                       unknown_type
                    {"userId":"u","type":"dance"};                        unknown_type
                    {"userId":"u","type":{}};                             unknown_type
                    {"userId":"u","type":"Track","event":"A"};            unknown_type
                    {"type":"track","event":"A"};                         no_user_anon_id
                    {"type":"track","event":"A","userId":""};             no_user_anon_id
                    {"type":"track","event":"A","userId":{},"anonymousId":[]}; no_user_anon_id
                    {"type":"page"};                                      no_user_anon_id
                    {"type":"track","userId":"u"};                        missing_event
                    {"type":"track","userId":"u","event":" "};            missing_event
                    {"type":"track","userId":"u","event":{}};             missing_event
                    """)
    void aMessageThatCannotBecomeAnEventIsRejectedAlone(String message, String code) {
        String good = "{\"type\":\"page\",\"userId\":\"u\"}";
        List<Decoded> decoded =
                Given.decoded(
                        GivenRequest.post(
                                "/v1/batch", "{\"batch\":[" + good + "," + message + "]}"));
        assertInstanceOf(Decoded.Happened.class, decoded.get(0));
        assertEquals(code, assertInstanceOf(Decoded.Rejected.class, decoded.get(1)).code());
    }

    @Test
    void aMessageIdMayHaveAHundredCharacters() {
        assertInstanceOf(Decoded.Happened.class, withMessageId("m".repeat(100)));
        assertEquals(
                "message_id_too_long",
                assertInstanceOf(Decoded.Rejected.class, withMessageId("m".repeat(101))).code());
    }

    @Test
    void anEventIdOfTenKilobytesIsRejected() {
        String huge = "e".repeat(10_000);
        for (String property : List.of("event_id", "order_id")) {
            Decoded decoded =
                    Given.decoded(
                                    Given.trackWithProperties(
                                            "Order Completed",
                                            "{\"" + property + "\":\"" + huge + "\"}"))
                            .get(0);
            assertEquals(
                    "event_id_too_long", assertInstanceOf(Decoded.Rejected.class, decoded).code());
        }
    }

    @Test
    void anUnknownTrackNameIsACustomEventOfThatName() {
        Observation custom = Given.observed(Given.track("Size Guide Opened", ""));
        assertEquals(EventName.CUSTOM, custom.name());
        assertEquals(Optional.of("Size Guide Opened"), Given.raw(custom, EventField.CUSTOM_NAME));
        assertEquals(Optional.of("m-2"), custom.eventId());
    }

    @Test
    void numbersAreToleratedAsIds() {
        Observation page =
                Given.observed(
                        GivenRequest.post(
                                "/v1/page", "{\"userId\":77,\"anonymousId\":8,\"messageId\":9}"));
        assertEquals(Optional.of("77"), Given.raw(page, EventField.EXTERNAL_ID));
        assertEquals(Optional.of("8"), Given.raw(page, EventField.ANONYMOUS_ID));
        assertEquals(List.of("message:9"), page.deliveryIds());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    /v1/track; ;                          malformed_json
                    /v1/track; {;                         malformed_json
                    /v1/track; {} {};                     malformed_json
                    /v1/track; {"a":1,"a":2};             malformed_json
                    /v1/track; {"a":NaN};                 malformed_json
                    /v1/track; null;                      not_an_object
                    /v1/track; 7;                         not_an_object
                    /v1/track; [];                        not_an_object
                    /v1/batch; null;                      not_an_object
                    /v1/batch; [{"type":"page"}];         not_an_object
                    /v1/batch; {};                        empty_batch
                    /v1/batch; {"batch":[]};              empty_batch
                    /v1/batch; {"batch":[null]};          empty_batch
                    /v1/batch; {"batch":{}};              empty_batch
                    /v1/batch; {"batch":"x"};             empty_batch
                    """)
    void aRequestThatCannotBeReadIsMalformedAsAWhole(String path, String body, String code) {
        GivenRequest request = GivenRequest.post(path, body == null ? "" : body);
        assertEquals(
                code,
                assertThrows(
                                MalformedInputException.class,
                                () ->
                                        Given.SOURCE.decode(
                                                request, Given.settings(), SourceMemory.none()))
                        .code());
    }

    @Test
    void aBatchMayHold2500Messages() throws MalformedInputException {
        assertEquals(
                2_500,
                Given.SOURCE.decode(batchOf(2_500), Given.settings(), SourceMemory.none()).size());
        assertEquals(
                "too_many_messages",
                assertThrows(
                                MalformedInputException.class,
                                () ->
                                        Given.SOURCE.decode(
                                                batchOf(2_501),
                                                Given.settings(),
                                                SourceMemory.none()))
                        .code());
    }

    private static Decoded withMessageId(String id) {
        return Given.decoded(
                        GivenRequest.post(
                                "/v1/page", "{\"userId\":\"u\",\"messageId\":\"" + id + "\"}"))
                .get(0);
    }

    private static GivenRequest batchOf(int messages) {
        String list = "{\"type\":\"page\",\"userId\":\"u\"},".repeat(messages);
        return GivenRequest.post(
                "/v1/batch", "{\"batch\":[" + list.substring(0, list.length() - 1) + "]}");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Tree;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.DestinationContract;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CamelDestinationTest extends DestinationContract {
    private static final String URI = "file:/var/export?fileName=events.jsonl&fileExist=Append";
    private static final GivenDestination CAMEL =
            GivenDestination.of(new CamelDestination(), Map.of("endpoint", URI));

    private final Event purchase = GivenEvents.rich(EventName.PURCHASE_PLACED);

    @Override
    protected String id() {
        return "camel";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("endpoint", URI);
    }

    @Override
    protected List<EventName> sent() {
        return List.of(EventName.values());
    }

    @Override
    protected Map<String, List<String>> samples() {
        return Map.of("fields", List.of("event_id,order_id"));
    }

    @Override
    protected Map<String, String> exemptions() {
        String node = "the node reads it, because the node runs Camel";
        return Map.of(
                "settings-endpoint:endpoint", "a Camel endpoint is no web address",
                "goes-to-endpoint:address", "a Camel endpoint is no web address",
                "settings-used:secret-options", node,
                "settings-used:user", node,
                "settings-used:password", node,
                "settings-used:statement", node,
                "batch-keys:browser_ids", "a message has no envelope: it is the event");
    }

    @Test
    void withoutFieldsTheWholeEventIsTheMessage() {
        Tree message = Tree.root(CAMEL.record(purchase).body());
        assertEquals("548291", message.text("/order_id").orElseThrow());
        assertEquals("129.90", message.text("/value").orElseThrow());
        assertEquals("granted", message.text("/consent/marketing").orElseThrow());
        assertTrue(message.text("/user/email_sha256").isPresent());
        assertFalse(message.text("/user/email").isPresent());
    }

    @Test
    void fieldsGiveTheMessageAShapeOfTheOperatorsChoice() {
        PlatformRecord shaped =
                CAMEL.record(
                        purchase,
                        "fields",
                        "event_id,order.id=order_id,order.total=value,variants=items.variant_id,"
                                + "none=search_term");
        assertEquals(
                "{\"event_id\":\"ord_548291_purchase_placed\",\"order\":{\"id\":\"548291\","
                        + "\"total\":129.90},\"variants\":[\"41327143321713\",\"41327143157873\"]}",
                new String(Json.write(shaped.body()), StandardCharsets.UTF_8));
    }

    @Test
    void anEventWithNoneOfTheFieldsIsSkipped() {
        assertEquals("nothing_to_send", CAMEL.skip(purchase, "fields", "a=no.such").code());
    }

    @Test
    void linesAndArraysHoldManyEventsAndJsonOne() {
        PlatformRecord first = CAMEL.record(purchase, "fields", "event_name", "format", "lines");
        PlatformRecord second =
                CAMEL.record(
                        GivenEvents.rich(EventName.PAGE_VIEWED),
                        "fields",
                        "event_name",
                        "format",
                        "lines");
        assertEquals(first.batchKey(), second.batchKey());
        PlatformRequest lines = CAMEL.packed(CAMEL.settings("format", "lines"), first, second);
        assertEquals(
                "{\"event_name\":\"purchase_placed\"}\n{\"event_name\":\"page_viewed\"}\n",
                new String(lines.body(), StandardCharsets.UTF_8));
        assertEquals(URI, lines.url());
        PlatformRequest array = CAMEL.packed(CAMEL.settings("format", "array"), first, second);
        assertEquals(
                "[{\"event_name\":\"purchase_placed\"},{\"event_name\":\"page_viewed\"}]",
                new String(array.body(), StandardCharsets.UTF_8));
        assertNotEquals(
                CAMEL.record(purchase).batchKey(),
                CAMEL.record(GivenEvents.rich(EventName.PAGE_VIEWED)).batchKey());
    }

    @Test
    void consentTakesOutWhatItForbidsAndRequiredPurposesAreAsked() {
        Consent denied =
                GivenEvents.consent(ConsentState.GRANTED)
                        .with(Purpose.MARKETING, ConsentState.DENIED);
        PlatformRecord left = CAMEL.record(purchase.toBuilder().consent(denied).build());
        assertFalse(left.body().containsKey("click_ids"));
        assertEquals(1, left.warnings().size());
        assertEquals(
                Set.of(Purpose.ANALYTICS),
                new CamelDestination().purposes(CAMEL.settings("required-purposes", "analytics")));
    }

    @Test
    void onlyTheNamedEventsAreSent() {
        assertEquals("event_not_selected", CAMEL.skip(purchase, "events", "page_viewed").code());
    }

    @Test
    void anEndpointThatCannotBeHoldsTheDestination() {
        List<PlatformRecord> one = List.of(CAMEL.record(purchase));
        Outcome held =
                new CamelDestination()
                        .interpret(Answers.of(422, "no such endpoint"), one, CAMEL.settings())
                        .get(0);
        assertEquals(
                new Outcome.ConfigHold("endpoint_unusable", "no such endpoint"),
                assertInstanceOf(Outcome.ConfigHold.class, held));
    }
}

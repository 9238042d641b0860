// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.document.PersonDetail;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WebhookPayloadTest {
    private static final String HASH =
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @ParameterizedTest
    @EnumSource(PersonDetail.class)
    void aPurchaseIsSentInFullWithThePersonAsChosen(PersonDetail person) {
        String file = "expect/purchase-pii-" + person.name().toLowerCase() + ".json";
        assertEquals(Given.json(file), written(Given.purchase(), person));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void everyEventGoesUnderItsOwnNameWithAllItMustHave(EventName name) {
        Event event = GivenEvents.bare(name);
        Tree message = Tree.root(WebhookPayload.of(event, PersonDetail.HASHED));
        assertEquals(name.wire(), message.text("/type").orElseThrow());
        assertEquals(name.wire(), message.text("/data/event_name").orElseThrow());
        assertEquals("ord_548291_" + name.wire(), message.text("/data/event_id").orElseThrow());
        for (EventField field : name.required()) {
            assertEquals(event.fields().get(field), message.find("/data/" + field.path()).get());
        }
    }

    @Test
    void anEventThatKnowsNothingMoreHasNothingMore() {
        assertEquals(
                Given.json("expect/page-viewed-bare.json"),
                written(GivenEvents.bare(EventName.PAGE_VIEWED), PersonDetail.RAW));
    }

    @Test
    void limitedUseAndTagsOfRulesArePassedOn() {
        Event event =
                GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                        .limitedUse(true)
                        .tags(Set.of("vip", "b2b"))
                        .build();
        Tree data = Tree.root(WebhookPayload.of(event, PersonDetail.NONE)).at("/data");
        assertEquals(true, data.find("/limited_use").orElseThrow());
        assertEquals(List.of("b2b", "vip"), data.find("/tags").orElseThrow());
    }

    @Test
    void aCustomEventKeepsItsOriginalName() {
        Tree message =
                Tree.root(
                        WebhookPayload.of(GivenEvents.rich(EventName.CUSTOM), PersonDetail.HASHED));
        assertEquals("custom", message.text("/type").orElseThrow());
        assertEquals("Size Guide Opened", message.text("/data/custom_name").orElseThrow());
    }

    @Test
    void everyFieldOfTheTableStandsAtItsPath() {
        Event.Builder full = GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder();
        Arrays.stream(EventField.values()).forEach(field -> full.set(field, sample(field)));
        Tree data = Tree.root(WebhookPayload.of(full.build(), PersonDetail.RAW)).at("/data");
        assertAll(
                Arrays.stream(EventField.values())
                        .map(EventField::path)
                        .map(path -> "/" + path.replace('.', '/'))
                        .map(at -> () -> assertTrue(data.find(at).isPresent(), at)));
    }

    @Test
    void timesHaveMillisecondsAndAreUtc() {
        Event event =
                GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                        .eventTime(Instant.parse("2026-01-15T10:20:30.123456Z"))
                        .receivedAt(Instant.parse("2026-01-15T10:20:31Z"))
                        .build();
        Tree message = Tree.root(WebhookPayload.of(event, PersonDetail.NONE));
        assertEquals("2026-01-15T10:20:30.123Z", message.text("/timestamp").orElseThrow());
        assertEquals("2026-01-15T10:20:30.123Z", message.text("/data/occurred_at").orElseThrow());
        assertEquals("2026-01-15T10:20:31.000Z", message.text("/data/received_at").orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(
            value = PersonDetail.class,
            names = {"HASHED", "RAW"})
    void aValueThatArrivedHashedIsPassedOnAndSaysSo(PersonDetail person) {
        Event event =
                GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                        .set(EventField.EMAIL, HASH.toUpperCase())
                        .build();
        Tree message = Tree.root(WebhookPayload.of(event, person));
        assertEquals(Map.of("email_sha256", HASH), message.at("/data/user").members());
    }

    @Test
    void aCustomerKeyThatLooksLikeAHashStaysTheCustomerKeyInRaw() {
        Event event =
                GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                        .set(EventField.EXTERNAL_ID, HASH)
                        .build();
        Tree message = Tree.root(WebhookPayload.of(event, PersonDetail.RAW));
        assertEquals(Map.of("external_id", HASH), message.at("/data/user").members());
    }

    @Test
    void aPhoneThatCannotBeNormalisedIsNotHashed() {
        Event event =
                GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                        .set(EventField.PHONE, "call me")
                        .build();
        assertFalse(written(event, PersonDetail.HASHED).contains("phone"));
    }

    @Test
    void aPropertyTreeWithoutMembersIsLeftOut() {
        Event event =
                GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                        .set(EventField.PROPERTIES, Map.of())
                        .set(EventField.ITEMS, List.of())
                        .build();
        String body = written(event, PersonDetail.RAW);
        assertFalse(body.contains("properties") || body.contains("items"), body);
    }

    private static String written(Event event, PersonDetail person) {
        return new String(Json.write(WebhookPayload.of(event, person)), StandardCharsets.UTF_8);
    }

    private static Object sample(EventField field) {
        return switch (field.type()) {
            case TEXT -> "text";
            case MONEY -> new BigDecimal("1.00");
            case INTEGER -> 1L;
            case FLAG -> true;
            case CLICK_ID -> new ClickId("click", null, null);
            case ITEMS -> List.of(GivenEvents.item("v", "1.00", 1));
            case TREE -> Map.of("key", "value");
        };
    }
}

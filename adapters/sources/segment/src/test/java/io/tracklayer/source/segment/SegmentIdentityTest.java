// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.testkit.GivenRequest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentIdentityTest {
    @Test
    void identifyTellsTraitsClickIdsAndConsent() {
        Observation told =
                identified(
                        "/v1/i",
                        "{\"anonymousId\":\"a-77\",\"userId\":\"u-9\",\"messageId\":\"m\","
                                + "\"traits\":{\"email\":\"jane@example.com\",\"lastName\":\"Doe\"},"
                                + "\"context\":{\"gclid\":\"G1\",\"consent\":{\"categoryPreferences\":"
                                + "{\"Advertising\":false}}}}");
        assertEquals(Optional.of("jane@example.com"), Given.raw(told, EventField.EMAIL));
        assertEquals(Optional.of("Doe"), Given.raw(told, EventField.LAST_NAME));
        assertEquals(Optional.of("u-9"), Given.raw(told, EventField.EXTERNAL_ID));
        assertEquals(Optional.of("a-77"), Given.raw(told, EventField.ANONYMOUS_ID));
        assertEquals(Optional.of("G1"), Given.raw(told, EventField.GCLID));
        assertEquals("segment", told.consent().statedBy());
    }

    @Test
    void aliasJoinsTheUserWithWhoTheyWereBefore() {
        Observation told = identified("/v1/alias", "{\"previousId\":\"a-77\",\"userId\":\"u-9\"}");
        assertEquals(Optional.of("a-77"), Given.raw(told, EventField.ANONYMOUS_ID));
        assertEquals(Optional.of("u-9"), Given.raw(told, EventField.EXTERNAL_ID));
    }

    @Test
    void whatGroupTellsOfACompanyIsNothingOfThePerson() {
        Observation told =
                identified(
                        "/v1/group",
                        "{\"userId\":\"u\",\"groupId\":\"g-1\",\"traits\":{\"email\":"
                                + "\"office@company.example\",\"address\":{\"city\":\"Bonn\"}}}");
        assertEquals(Optional.empty(), Given.raw(told, EventField.EMAIL));
        assertEquals(Optional.empty(), Given.raw(told, EventField.CITY));
        assertEquals(
                Optional.of(Map.of("group_id", "g-1")), Given.raw(told, EventField.PROPERTIES));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    true,  2026-01-15T10:16:00Z, true
                    true,  1768472430,           true
                    true,  2026-01-15T10:15:00Z, false
                    true,  2025-01-15T10:20:00Z, false
                    true,  2026-01-15T11:20:00Z, false
                    true,  soon,                 false
                    false, 2026-01-15T10:20:00Z, false
                    """)
    void anAccountThatIsMinutesOldWasRegisteredWhereTheShopWantsThat(
            boolean setting, String createdAt, boolean registered) {
        String created = createdAt.matches("\\d+") ? createdAt : '"' + createdAt + '"';
        Decoded decoded =
                Given.decoded(
                                identify(
                                        "\"userId\":\"u-9\",\"traits\":{\"createdAt\":"
                                                + created
                                                + "}"),
                                "registrations",
                                String.valueOf(setting))
                        .get(0);
        assertEquals(registered, decoded instanceof Decoded.Happened, decoded.toString());
    }

    @Test
    void anAccountIsRegisteredOnceHoweverOftenItIsTold() {
        String traits = ",\"traits\":{\"createdAt\":\"2026-01-15T10:20:00Z\"}";
        Observation first = registered("\"messageId\":\"m-1\",\"userId\":\"u-9\"" + traits);
        Observation again = registered("\"messageId\":\"m-2\",\"userId\":\"u-9\"" + traits);
        assertEquals(EventName.ACCOUNT_REGISTERED, first.name());
        assertTrue(first.eventId().orElseThrow().matches("reg_[0-9a-f]{32}"));
        assertEquals(first.eventId(), again.eventId());
    }

    @Test
    void destinationsASenderDoesNotWantAreVisibleToRules() {
        Observation custom =
                Given.observed(
                        GivenRequest.post(
                                "/v1/batch",
                                "{\"integrations\":{\"All\":false},\"batch\":[{\"type\":\"page\","
                                        + "\"userId\":\"u\",\"integrations\":{\"Klaviyo\":true}}]}"));
        assertEquals(
                Optional.of(Map.of("integrations", Map.of("All", false, "Klaviyo", true))),
                Given.raw(custom, EventField.PROPERTIES));
        Observation all =
                Given.observed(Given.track("Signed In", "\"integrations\":{\"All\":true}"));
        assertEquals(Optional.empty(), Given.raw(all, EventField.PROPERTIES));
    }

    private static Observation registered(String members) {
        return Given.observed(identify(members), "registrations", "true");
    }

    private static GivenRequest identify(String members) {
        return GivenRequest.post("/v1/identify", "{" + members + "}");
    }

    private static Observation identified(String path, String body) {
        return assertInstanceOf(
                        Decoded.Identified.class,
                        Given.decoded(GivenRequest.post(path, body)).get(0))
                .observation();
    }
}

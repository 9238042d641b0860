// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.ControlFields;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleAdsValidationTest {
    private static final GoogleAdsAccount ACCOUNT =
            GoogleAdsAccount.read(
                    new ControlFields(
                            SandboxRig.json(
                                    SandboxRig.quoted(GoogleAdsEvents.ACCOUNT.formatted("")))));

    @Test
    void theDocumentedExampleIsRight() {
        assertEquals(List.of(), reasons(GoogleAdsEvents.request("NF-548291")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    /events/0/eventTimestamp|-|REQUIRED_FIELD_MISSING
                    /events/0/eventTimestamp|'2026-11-20 11:03:11'|INVALID_FORMAT
                    /events/0/eventTimestamp|'2026-08-22T11:59:59Z'|EVENT_TIME_INVALID
                    /events/0/eventTimestamp|'2026-11-20T12:05:01Z'|EVENT_TIME_INVALID
                    /events/0/lastUpdatedTimestamp|'now'|INVALID_FORMAT
                    /events/0/eventSource|-|REQUIRED_FIELD_MISSING
                    /events/0/eventSource|'SHOP'|INVALID_ENUM_VALUE
                    /events/0/transactionId|'jane@example.com'|INVALID_FORMAT
                    /events/0/currency|-|REQUIRED_FIELD_MISSING
                    /events/0/currency|'eur'|INVALID_CURRENCY_CODE
                    /events/0/conversionValue|-1|INVALID_FORMAT
                    /events/0/conversionValue|'129.95'|malformed
                    /events/0/conversionValue|null|malformed
                    /events/0/adIdentifiers/fbclid|'x'|malformed
                    /events/0/adIdentifiers/dclid|'x'|INVALID_EVENT
                    /events/0/eventName|'purchase'|INVALID_EVENT
                    /events/0/userData|{'userIdentifiers':[{'emailAddress':'jane@example.com'}]}|INVALID_HEX_ENCODING
                    /events/0/userData|{'userIdentifiers':[{'emailAddress':'abcd'}]}|INVALID_SHA256_FORMAT
                    /events/0/userData|{'userIdentifiers':[{}]}|INVALID_FORMAT
                    /events/0/userData|{'userIdentifiers':[{'address':{'regionCode':'GB'}}]}|REQUIRED_FIELD_MISSING
                    /encoding|-|REQUIRED_FIELD_MISSING
                    /encoding|'HEXA'|INVALID_ENUM_VALUE
                    /encoding|'BASE64'|INVALID_SHA256_FORMAT
                    /events/0/consent/adUserData|'GRANTED'|INVALID_ENUM_VALUE
                    /events/0/userProperties/customerType|'new'|INVALID_ENUM_VALUE
                    /events/0/cartData/items|[]|REQUIRED_FIELD_MISSING
                    /events/0/destinationReferences|['other']|INVALID_DESTINATION
                    /destinations/0/productDestinationId|'1'|INVALID_CONVERSION_ACTION_ID
                    /destinations/0/productDestinationId|-|REQUIRED_FIELD_MISSING
                    /events|[]|REQUIRED_FIELD_MISSING
                    /testEventCode|'T'|malformed
                    """)
    void whatIsWrongIsNamed(String path, String json, String reason) {
        List<String> reasons = reasons(GoogleAdsEvents.bent(path, json));
        assertTrue(reasons.contains(reason), reasons.toString());
    }

    @Test
    void anEventNeedsAnIdentifier() {
        ObjectNode request = GoogleAdsEvents.request("1");
        ((ObjectNode) request.at("/events/0")).remove(List.of("adIdentifiers", "userData"));
        assertEquals(List.of("NO_IDENTIFIERS_PROVIDED"), reasons(request));
    }

    @Test
    void anActionThatATagFeedsWantsATransactionId() {
        ObjectNode request = GoogleAdsEvents.bent("/destinations/0/productDestinationId", "'99'");
        assertEquals(List.of(), reasons(request));
        ((ObjectNode) request.at("/events/0")).remove("transactionId");
        assertEquals(List.of("REQUIRED_FIELD_MISSING"), reasons(request));
    }

    @Test
    void thereIsAMostOfEverything() {
        ObjectNode request = GoogleAdsEvents.request("1");
        ArrayNode events = (ArrayNode) request.get("events");
        for (int i = 0; i < 2_000; i++) {
            events.add(events.get(0));
        }
        assertEquals(List.of("TOO_MANY_EVENTS"), reasons(request));
        ObjectNode crowded = GoogleAdsEvents.request("1");
        ArrayNode persons = (ArrayNode) crowded.at("/events/0/userData/userIdentifiers");
        for (int i = 0; i < 8; i++) {
            persons.add(persons.get(0));
        }
        assertEquals(List.of("TOO_MANY_USER_IDENTIFIERS"), reasons(crowded));
        ObjectNode spread = GoogleAdsEvents.request("1");
        ArrayNode destinations = (ArrayNode) spread.get("destinations");
        for (int i = 0; i < 10; i++) {
            destinations.add(
                    ((ObjectNode) destinations.get(0)).deepCopy().put("reference", "r" + i));
        }
        assertEquals(List.of("TOO_MANY_DESTINATIONS"), reasons(spread));
    }

    private static List<String> reasons(ObjectNode request) {
        if (GoogleAdsSchema.problem(request, GoogleAdsSchema.INGEST).isPresent()) {
            return List.of("malformed");
        }
        return new GoogleAdsRequestValidator(ACCOUNT, SandboxRig.NOW, request)
                .violations().stream().map(GoogleAdsViolation::reason).distinct().toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import static io.tracklayer.destination.taboola.Given.CLICK_ID;
import static io.tracklayer.destination.taboola.Given.TABOOLA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaboolaClickIdTest {
    private static final String ID = "GiCaseSensitive-_.~%3D0123";

    @ParameterizedTest
    @CsvSource({
        "tblci, ?tblci=",
        "tblci, ?utm_source=x&tblci=",
        "tblci, ?TBLCI=",
        "tblci, '#tblci='",
        "tblci, '#tblci'",
        "tblci, '?a=b#tblci'",
        "'tblci,click_id', ?click_id=",
        "'click_id,tblci', '?x=1#tblci'",
        "tbl_click_id, '?x#y&tbl_click_id='",
    })
    void itIsReadFromTheQueryThenFromTheFragmentAndDecodedOnce(String parameters, String before) {
        for (String after : new String[] {"", "&utm_medium=cpc"}) {
            Event event = landed("https://shop.example/a" + before + ID + after);
            assertEquals(
                    "GiCaseSensitive-_.~=0123",
                    TABOOLA.record(event, "click-id-params", parameters).body().get("click-id"));
        }
    }

    @Test
    void theQueryGoesBeforeTheFragmentAndThePageBeforeTheLanding() {
        Event event =
                landed("https://shop.example/?tblci=" + "landing".repeat(5)).toBuilder()
                        .set(
                                EventField.PAGE_URL,
                                "https://shop.example/?tblci=query0123456789012345"
                                        + "#tblcifragment0123456789012345")
                        .build();
        assertEquals("query0123456789012345", TABOOLA.record(event).body().get("click-id"));
    }

    @Test
    void theOneThatArrivedGoesBeforeThoseInAddresses() {
        Event event =
                Given.clicked(landed("https://shop.example/?tblci=other01234567890123456789"));
        assertEquals(CLICK_ID, TABOOLA.record(event).body().get("click-id"));
    }

    @Test
    void anAddressIsReadWhenWhatArrivedCannotBeOne() {
        Event event =
                landed("https://shop.example/?tblci=" + CLICK_ID).toBuilder()
                        .set(EventField.TBLCI, GivenEvents.click("{click_id}", null))
                        .build();
        assertEquals(CLICK_ID, TABOOLA.record(event).body().get("click-id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/?click_id=" + ID,
                "https://shop.example/?tblci=",
                "https://shop.example/tblci=" + ID,
                "https://shop.example/#atblci" + ID,
                "https://shop.example/?utm_source=taboola"
            })
    void withoutOneNothingIsSent(String url) {
        assertEquals("no_click_id", TABOOLA.skip(landed(url)).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{click_id}",
                "{{campaign.click_id.of.taboola}}",
                "%7Bclick_id_of_the_campaign%7D",
                "1234567890123456789",
                "GiDx LZcEVjwEXAMPLEEXAMPLE",
                "GiDx+LZcEVjwEXAMPLEEXAMPLE",
                "GiDx%0ALZcEVjwEXAMPLEEXAMPLE",
                "GiDx%C3%BCLZcEVjwEXAMPLEEXAMPLE",
                "GiDxLZcEVjwEXAMPLEEXAMPLE%zz%7B"
            })
    void whatCannotBeOneIsSaid(String value) {
        assertEquals(
                "invalid_click_id",
                TABOOLA.skip(landed("https://shop.example/?tblci=" + value)).code());
    }

    @Test
    void twentyCharactersAreEnoughAndOverAThousandTooMany() {
        assertEquals("x".repeat(20), sent("x".repeat(20)));
        assertEquals("x".repeat(1024), sent("x".repeat(1024)));
        Event event =
                GivenEvents.rich(
                        EventName.PURCHASE_PLACED,
                        EventField.TBLCI,
                        GivenEvents.click("x".repeat(1025), null));
        assertEquals("invalid_click_id", TABOOLA.skip(event).code());
    }

    private static Object sent(String value) {
        return TABOOLA.record(
                        GivenEvents.rich(
                                EventName.PURCHASE_PLACED,
                                EventField.TBLCI,
                                GivenEvents.click(value, null)))
                .body()
                .get("click-id");
    }

    private static Event landed(String url) {
        return GivenEvents.rich(EventName.PURCHASE_PLACED, EventField.LANDING_URL, url);
    }
}

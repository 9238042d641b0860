// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.snapchat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.sandbox.AdapterJudgement;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the Snapchat adapter sends, judged in strict mode. */
class SnapchatAdapterTest extends AdapterJudgement {
    SnapchatAdapterTest() {
        super(
                "snapchat",
                "pixel",
                SnapchatEvents.PIXEL,
                "token",
                "T&1",
                "site-url",
                "https://shop.example/");
    }

    @Override
    protected String account() {
        return "{'platform':'snapchat','account':'" + SnapchatEvents.PIXEL + "','token':'T&1'}";
    }

    @Test
    void everyEventIsTakenUnderEveryConsentWithLittleAndWithAllSettings() throws Exception {
        int sent = 0;
        for (Settings settings : List.of(settings(), everything())) {
            sent += deliver(allEvents(), settings);
        }
        assertEquals(sent, inspection().get("received").asInt());
        assertEquals(0, inspection().get("rejected").asInt());
    }

    @Test
    void whateverOneFieldHoldsTheEventIsTakenOrSkipped() throws Exception {
        deliver(strangeEvents(), everything());
        assertEquals(0, inspection().get("rejected").asInt());
    }

    @Test
    void aBatchOfAllEventsIsTaken() throws Exception {
        List<PlatformRecord> records = new ArrayList<>();
        for (EventName name : EventName.values()) {
            if (map(GivenEvents.rich(name), settings()) instanceof Mapping.Send send) {
                records.add(send.platformRecord());
            }
        }
        assertEquals(15, records.size());
        assertEquals(1, records.stream().map(PlatformRecord::batchKey).distinct().count());
        assertTaken(records, settings());
        assertEquals(15, inspection().get("stored").asInt());
    }

    @Test
    void repeatingAPurchaseCountsItOnce() throws Exception {
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), settings());
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), settings());
        assertEquals(1, inspection().get("stored").asInt());
        assertEquals(1, inspection().get("deduplicated").asInt());
    }

    @Test
    void testEventsAreTakenAsTests() throws Exception {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().test(true).build();
        deliver(List.of(event), settings());
        assertEquals("test", inspection().at("/events/0/verdict").asText());
    }

    @Test
    void inValidateModeEventsAreCheckedAndNotCounted() throws Exception {
        Settings settings = settings("test-mode", "validate");
        PlatformRecord record = record(GivenEvents.rich(EventName.PURCHASE_PLACED), settings);
        assertEquals(
                List.of(new Outcome.Delivered(false, List.of("checked by Snapchat, not counted"))),
                outcomes(List.of(record), settings));
        assertEquals(0, inspection().get("events").size());
    }

    @Test
    void theCheckOfTheConnectionTellsRightFromWrong() throws Exception {
        assertEquals(ProbeResult.Verdict.WORKS, probe(settings()));
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("token", "wrong")));
        assertEquals(
                ProbeResult.Verdict.REFUSED,
                probe(settings("pixel", "00000000-0000-4000-8000-000000000001")));
    }

    private Settings everything() {
        return settings(
                "auth-placement", "header",
                "birth-date", "true",
                "content-details", "true",
                "data-processing-location", "california",
                "renewals", "purchase",
                "leads", "custom-event-1",
                "custom-event-4", "Size Guide Opened",
                "optional-events",
                        "order_cancelled,order_refunded,logged_in,newsletter_subscribed,"
                                + "form_submitted,quote_requested");
    }
}

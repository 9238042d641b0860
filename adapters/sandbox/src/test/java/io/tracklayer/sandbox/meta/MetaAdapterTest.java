// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.sandbox.AdapterJudgement;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the Meta adapter sends, judged in strict mode. */
class MetaAdapterTest extends AdapterJudgement {
    MetaAdapterTest() {
        super("meta", "pixel", "123456789", "token", "T&1", "app-secret", "S3cret");
    }

    @Override
    protected String account() {
        return "{'platform':'meta','account':'123456789','token':'T&1','app_secret':'S3cret'}";
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
        assertEquals(1, records.stream().map(PlatformRecord::batchKey).distinct().count());
        assertTaken(records, settings());
        assertEquals(records.size(), inspection().get("stored").asInt());
    }

    @Test
    void repeatingAPurchaseCountsItOnce() throws Exception {
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), settings());
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), settings());
        assertEquals(1, inspection().get("stored").asInt());
        assertEquals(1, inspection().get("deduplicated").asInt());
    }

    @Test
    void theTestEventCodeReachesMeta() throws Exception {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        deliver(List.of(event), settings("test-event-code", "TEST12345"));
        assertEquals("test", inspection().at("/events/0/verdict").asText());
    }

    @Test
    void theCheckOfTheConnectionTellsRightFromWrong() throws Exception {
        assertEquals(ProbeResult.Verdict.WORKS, probe(settings()));
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("token", "wrong")));
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("pixel", "1")));
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("app-secret", "wrong")));
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("api-version", "v3.0")));
    }

    private Settings everything() {
        return settings(
                "auth-placement", "query",
                "partner-agent", "true",
                "external-id", "hash-raw",
                "content-details", "true",
                "content-type", "product_group",
                "sale-of-data-granted", "explicit",
                "renewals", "purchase",
                "newsletter", "lead",
                "quote", "submit-application",
                "custom-events", "*",
                "optional-events",
                        "collection_viewed,product_removed_from_cart,cart_viewed,"
                                + "contact_info_submitted,shipping_info_submitted,order_fulfilled,"
                                + "order_refunded,subscription_cancelled,subscription_paused,"
                                + "logged_in,review_submitted");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.criteo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracklayer.sandbox.AdapterJudgement;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the Criteo adapter sends, judged in strict mode. */
class CriteoAdapterTest extends AdapterJudgement {
    private static final Event SALE = GivenEvents.rich(EventName.PURCHASE_PLACED);

    CriteoAdapterTest() {
        super("criteo", "account", "12345");
    }

    @Override
    protected String account() {
        return CriteoCalls.ACCOUNT;
    }

    @Test
    void everyEventIsTakenUnderEveryConsentWithLittleAndWithAllSettings() throws Exception {
        int sent = 0;
        for (Settings settings : List.of(settings(), settings("onetag", "none"), everything())) {
            sent += deliver(withCriteosOwn(allEvents()), settings);
        }
        assertEquals(sent, inspection().get("received").asInt());
        assertEquals(0, inspection().get("rejected").asInt());
    }

    @Test
    void theFrontPageIsTwoEventsOfOneRequest() throws Exception {
        Event home =
                GivenEvents.rich(
                        EventName.PAGE_VIEWED, EventField.PAGE_URL, "https://shop.example/");
        deliver(List.of(home), settings("onetag", "none"));
        assertEquals(2, inspection().get("stored").asInt());
        assertEquals(1, inspection().get("requests").asInt());
    }

    @Test
    void aThousandLinesAndADiscountAreTakenAndAddUpToTheOrder() throws Exception {
        Event order =
                GivenEvents.purchaseOfLines(1_000).toBuilder()
                        .set(EventField.SUBTOTAL, new BigDecimal("777.77"))
                        .set(EventField.VALUE, new BigDecimal("800.00"))
                        .build();
        deliver(List.of(order), settings());
        assertEquals("777.77", inspection().at("/events/0/value").asText());
    }

    @Test
    void repeatingASaleCountsItOnce() throws Exception {
        deliver(List.of(SALE), settings());
        deliver(List.of(SALE), settings());
        assertEquals(1, inspection().get("stored").asInt());
        assertEquals(1, inspection().get("deduplicated").asInt());
    }

    @Test
    void placedAndPaidAreOneSaleAndARefundIsNotSent() throws Exception {
        Settings settings = settings();
        List<String> skips = new ArrayList<>();
        for (EventName name :
                List.of(
                        EventName.PURCHASE_PLACED,
                        EventName.PURCHASE_PAID,
                        EventName.ORDER_EDITED,
                        EventName.ORDER_REFUNDED)) {
            Mapping mapping = map(GivenEvents.rich(name), settings);
            if (mapping instanceof Mapping.Send send) {
                assertTaken(List.of(send.platformRecord()), settings);
            } else {
                skips.add(assertInstanceOf(Mapping.Skip.class, mapping).code());
            }
        }
        assertEquals(
                List.of("purchase_sent_when_placed", "unmapped_event", "unmapped_event"), skips);
        assertEquals("124.90", inspection().at("/events/0/value").asText());
        assertEquals(1, inspection().get("received").asInt());
    }

    @Test
    void anErrorInsideASuccessIsReadBackAsTheEventsOwn() throws Exception {
        Settings settings = settings("allow-late", "true");
        HostContext later = HostContext.at(GivenEvents.TIME.plus(Duration.ofHours(1)));
        rig.clock.set(later.now());
        PlatformRecord late = ((Mapping.Send) adapter.map(SALE, settings, later)).platformRecord();
        assertEquals(
                List.of(
                        new Outcome.Permanent(
                                "InvalidRequest",
                                "Criteo refused the event: InvalidRequest: events[0].timestamp is"
                                        + " not recent")),
                outcomes(List.of(late), settings));
    }

    @Test
    void aWrongAccountIsReadBackAsARefusal() throws Exception {
        Settings wrong = settings("account", "999");
        assertInstanceOf(
                Outcome.Permanent.class, outcomes(List.of(record(SALE, wrong)), wrong).get(0));
    }

    @Test
    void aTestEventLeavesNothingBehind() {
        Mapping mapping = map(SALE.toBuilder().test(true).build(), settings());
        assertEquals("test_not_supported", ((Mapping.Skip) mapping).code());
    }

    @Test
    void theCheckOfTheConnectionCountsNothingAndTellsAWrongAddress() throws Exception {
        assertEquals(ProbeResult.Verdict.UNVERIFIABLE, probe(settings()));
        String wrong = settings().text("endpoint") + "/nowhere";
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("endpoint", wrong)));
        assertEquals(0, inspection().get("received").asInt());
    }

    /** The same events again with what only Criteo uses. */
    private static List<Event> withCriteosOwn(List<Event> events) {
        List<Event> all = new ArrayList<>(events);
        for (Event event : events) {
            all.add(
                    event.toBuilder()
                            .set(
                                    EventField.CRITEO_GUM,
                                    GivenEvents.click("oTpIyd_lj2HEXAMPLE", null))
                            .set(EventField.ANONYMOUS_ID, "tl_7c0f9a")
                            .set(
                                    EventField.PROPERTIES,
                                    Map.of("pv", event.eventId() + all.size(), "owner", "0"))
                            .build());
        }
        return all;
    }

    private Settings everything() {
        return settings(
                "caller-id", "678",
                "country", "DE",
                "language", "de",
                "page-view-id-field", "pv",
                "dd-field", "owner",
                "renewals", "sale",
                "limited-use", "send",
                "send-purchase-on", "paid",
                "content-id", "sku",
                "search-field", "keyword",
                "site-type-default", "t");
    }
}

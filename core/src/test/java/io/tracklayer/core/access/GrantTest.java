// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Tree;
import io.tracklayer.testkit.GivenRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GrantTest {
    private static final GivenRequest REQUEST =
            GivenRequest.post("/x", "").header("User-Agent", "Firefox");
    private static final Grant BROWSER = new Grant("page", KeyKind.BROWSER, KeyKind.BROWSER.most());
    private static final Grant SERVER = new Grant("back", KeyKind.SERVER, KeyKind.SERVER.most());

    @ParameterizedTest
    @EnumSource(EventName.class)
    void aServerMaySendEverythingAndAPageOnlyWhatItCanSee(EventName name) {
        Decoded message = happened(Observation.of(name));
        assertSame(message, SERVER.limit(message, REQUEST));
        assertSame(message, Grant.UNLIMITED.limit(message, REQUEST));
        boolean seen =
                !EnumSet.of(
                                EventName.PURCHASE_PAID,
                                EventName.ORDER_FULFILLED,
                                EventName.ORDER_CANCELLED,
                                EventName.ORDER_REFUNDED,
                                EventName.ORDER_EDITED,
                                EventName.SUBSCRIPTION_RENEWED,
                                EventName.SUBSCRIPTION_CANCELLED,
                                EventName.SUBSCRIPTION_PAUSED)
                        .contains(name);
        assertEquals(seen ? "" : "server_only_event", code(BROWSER.limit(message, REQUEST)));
    }

    @ParameterizedTest
    @EnumSource(ActionSource.class)
    void aPageSeesWebsitesAndAppsOnly(ActionSource place) {
        Decoded message = happened(Observation.of(EventName.LEAD_SUBMITTED).actionSource(place));
        boolean seen = place == ActionSource.WEBSITE || place == ActionSource.APP;
        assertEquals(
                seen ? "" : "server_only_action_source", code(BROWSER.limit(message, REQUEST)));
        assertSame(message, SERVER.limit(message, REQUEST));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "203.0.113.7, Firefox, 203.0.113.7, Firefox",
                "198.51.100.1, Firefox, 203.0.113.7, Firefox",
                "203.0.113.7, Safari, 203.0.113.7, Firefox",
                "0.0.0.0, Firefox, 0.0.0.0, Firefox",
                "-, -, -, -",
            })
    void aPageCannotNameAnotherVisitorsAddressOrBrowser(
            String ip, String agent, String keptIp, String keptAgent) {
        Observation.Builder stated =
                Observation.of(EventName.PAGE_VIEWED)
                        .eventId("e1")
                        .deliveryId("m1")
                        .read(EventField.PAGE_URL, "https://shop.example/", "/url")
                        .read(EventField.CLIENT_IP, ip, "/ip")
                        .read(EventField.USER_AGENT, agent, "/ua");
        Observation kept = observation(BROWSER.limit(happened(stated), REQUEST));
        assertEquals(keptIp, raw(kept).get(EventField.CLIENT_IP));
        assertEquals(keptAgent, raw(kept).get(EventField.USER_AGENT));
        assertEquals("https://shop.example/", raw(kept).get(EventField.PAGE_URL));
        assertEquals(Optional.of("e1"), kept.eventId());
        assertEquals(List.of("m1"), kept.deliveryIds());
        assertEquals(
                ip,
                raw(observation(SERVER.limit(happened(stated), REQUEST)))
                        .get(EventField.CLIENT_IP));
    }

    @Test
    void aKeyWithoutAScopeSendsNothingOfThatKind() {
        Decoded event = happened(Observation.of(EventName.PAGE_VIEWED));
        Decoded call = new Decoded.Ignored("identity_only", "an identify call");
        Decoded told = new Decoded.Identified(Observation.identity().build());
        Grant events = new Grant("k", KeyKind.SERVER, Set.of(Scope.EVENTS));
        Grant identify = new Grant("k", KeyKind.SERVER, Set.of(Scope.IDENTIFY));
        assertEquals("", code(events.limit(event, REQUEST)));
        assertEquals("missing_scope:identify", code(events.limit(call, REQUEST)));
        assertEquals("missing_scope:identify", code(events.limit(told, REQUEST)));
        assertEquals("missing_scope:events", code(identify.limit(event, REQUEST)));
        assertSame(call, identify.limit(call, REQUEST));
        assertSame(told, identify.limit(told, REQUEST));
        assertTrue(KeyRefusal.is("missing_scope:identify") && !KeyRefusal.is("malformed_json"));
    }

    @Test
    void historyNeedsTheScopeForIt() {
        Instant now = Instant.parse("2026-01-15T10:20:31Z");
        Instant week = now.minus(Duration.ofDays(7));
        assertEquals(Optional.empty(), BROWSER.tooOld(week, now));
        assertEquals(
                "missing_scope:import",
                BROWSER.tooOld(week.minusMillis(1), now).orElseThrow().code());
        assertEquals(Optional.empty(), SERVER.tooOld(Instant.EPOCH, now));
        assertEquals(Optional.empty(), Grant.UNLIMITED.tooOld(Instant.EPOCH, now));
    }

    @Test
    void whatIsWrittenIsReadAgainAndWhatCannotBeReadAllowsLeast() {
        for (Grant grant : List.of(BROWSER, SERVER, new Grant("k", KeyKind.ANY, Set.of()))) {
            assertEquals(grant, Grant.read(Tree.root(grant.tree())));
        }
        assertEquals(Grant.UNLIMITED, Grant.read(Tree.root(Map.of())), "none was written");
        assertEquals(
                new Grant("k", KeyKind.BROWSER, Set.of()),
                Grant.read(
                        Tree.root(Map.of("key", "k", "kind", "later", "scopes", List.of("all")))));
    }

    private static Decoded happened(Observation.Builder observation) {
        return new Decoded.Happened(observation.build());
    }

    private static Observation observation(Decoded decoded) {
        return ((Decoded.Happened) decoded).observation();
    }

    private static Map<EventField, Object> raw(Observation observation) {
        return observation.readings().stream()
                .collect(Collectors.toMap(Observation.Reading::field, Observation.Reading::raw));
    }

    private static String code(Decoded decoded) {
        return decoded instanceof Decoded.Rejected rejected ? rejected.code() : "";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import static io.tracklayer.destination.reddit.Given.REDDIT;
import static io.tracklayer.destination.reddit.Given.answer;
import static io.tracklayer.destination.reddit.Given.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenEvents;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedditRefusalsTest {
    private static final PlatformRecord PAGE =
            REDDIT.record(GivenEvents.rich(EventName.PAGE_VIEWED));
    private static final PlatformRecord LEAD =
            REDDIT.record(GivenEvents.rich(EventName.LEAD_SUBMITTED));
    private static final PlatformRecord PURCHASE =
            REDDIT.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
    private static final List<PlatformRecord> THREE = List.of(PAGE, LEAD, PURCHASE);
    private static final Outcome SIBLING =
            new Outcome.Split("refused_with_others", "another event of the request is refused");
    private static final String FIELDS =
            "{'error':{'code':400,'message':'Invalid.','fields':"
                    + "[{'field':'data.events[1].event_at','message':'too old'}]}}";
    private static final String FIELDS_TEXT = "Invalid.; data.events[1].event_at: too old";
    private static final String REPEATED =
            "{'message':'There were 1 invalid conversion events. None were processed.',"
                    + "'invalid_events':[{'error_message':'event_at timestamp must be less than"
                    + " 168h0m0s old','event':{'metadata':{'conversion_id':"
                    + "'ord_548291_lead_submitted'}}}]}";

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 422})
    void anEventThatIsRepeatedFailsAndTheOthersGoAgain(int status) {
        assertEquals(
                List.of(
                        SIBLING,
                        new Outcome.Permanent(
                                "http_" + status,
                                "event_at timestamp must be less than 168h0m0s old"),
                        SIBLING),
                outcomes(answer(status, REPEATED), THREE));
    }

    @Test
    void aRepeatedEventIsTheOneOfItsType() {
        String body = REPEATED.replace("'event':{", "'event':{'type':{'tracking_type':'SIGN_UP'},");
        assertEquals(
                Collections.nCopies(3, Outcome.Split.class),
                outcomes(answer(400, body), THREE).stream().map(Object::getClass).toList());
    }

    @Test
    void aNumberedEventIsFoundByHalvingUnlessTheOperatorTrustsTheNumber() {
        PlatformAnswer answer = answer(400, FIELDS);
        assertEquals(
                Collections.nCopies(3, new Outcome.Split("http_400", FIELDS_TEXT)),
                outcomes(answer, THREE));
        assertEquals(
                List.of(
                        SIBLING,
                        new Outcome.Permanent("http_400", "data.events[1].event_at: too old"),
                        SIBLING),
                outcomes(answer, THREE, "error-index", "zero-based"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"events.1.event_at", "data.events[1]", "events1/event_at", "/events[1]"})
    void aTrustedNumberIsReadInEveryStyle(String path) {
        String body = FIELDS.replace("data.events[1].event_at", path);
        List<Outcome> outcomes = outcomes(answer(400, body), THREE, "error-index", "zero-based");
        assertInstanceOf(Outcome.Permanent.class, outcomes.get(1));
        assertEquals(SIBLING, outcomes.get(0));
    }

    @Test
    void aNumberThatFitsNoEventIsNotTrusted() {
        String body = FIELDS.replace("events[1]", "events[3]");
        assertEquals(
                Collections.nCopies(3, Outcome.Split.class),
                outcomes(answer(400, body), THREE, "error-index", "zero-based").stream()
                        .map(Object::getClass)
                        .toList());
    }

    @Test
    void everyEventThatIsNamedFails() {
        String body =
                FIELDS.replace("]}}", ",{'field':'data.events[0].type','message':'unknown'}]}}");
        List<Outcome> outcomes = outcomes(answer(400, body), THREE, "error-index", "zero-based");
        assertEquals(
                new Outcome.Permanent("http_400", "data.events[0].type: unknown"), outcomes.get(0));
        assertEquals(
                new Outcome.Permanent("http_400", "data.events[1].event_at: too old"),
                outcomes.get(1));
        assertEquals(SIBLING, outcomes.get(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void aRefusalOfASingleEventIsFinal(int status) {
        assertEquals(
                new Outcome.Permanent("http_400", FIELDS_TEXT), outcome(answer(status, FIELDS)));
    }

    @Test
    void anUnnamedCulpritIsFoundByHalving() {
        PlatformAnswer answer = answer(400, "{'error':{'code':400,'message':'bad'}}");
        assertEquals(
                Collections.nCopies(3, new Outcome.Split("http_400", "bad")),
                outcomes(answer, THREE));
        assertEquals(new Outcome.Permanent("http_400", "bad"), outcome(answer));
    }

    private static Outcome outcome(PlatformAnswer answer) {
        return outcomes(answer, List.of(PURCHASE)).get(0);
    }
}

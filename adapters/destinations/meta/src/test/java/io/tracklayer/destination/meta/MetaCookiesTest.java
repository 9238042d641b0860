// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import static io.tracklayer.destination.meta.Given.META;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaCookiesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fb.1.1768470000000.1019141",
                "fb.1.1768470000000.1019141.Bg",
                "fb.2.1768470000000.101914100000000001.AQMCAQEB"
            })
    void aValidBrowserIdIsForwardedUnchanged(String fbp) {
        var record = META.record(shopper(EventField.FBP, fbp));
        assertEquals(fbp, GivenDestination.block(record, "user_data").get("fbp"));
        assertEquals(List.of(), record.warnings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fb.1.1768000000000.IwAR0AbC-dEf_1",
                "fb.1.1768000000000.IwAR0AbC-dEf_1.AQMCAQEB",
                "fb.1.1768000000000.IwAR0_aem_XyZ.Aw"
            })
    void aValidClickCookieIsForwardedUnchanged(String fbc) {
        assertEquals(fbc, Given.userData(shopper(EventField.FBC, fbc)).get("fbc"));
    }

    @ParameterizedTest
    @CsvSource({
        "FBP, fbp, fb.1.1768470000000.1019141.XX, fb.1.1768470000000.1019141",
        "FBC, fbc, fb.1.1768470000000.IwAR0.abc, fb.1.1768470000000.IwAR0"
    })
    void aFifthPartThatIsNotMetasIsDroppedWithAWarning(
            EventField field, String key, String given, String sent) {
        var record = META.record(shopper(field, given));
        assertEquals(sent, GivenDestination.block(record, "user_data").get(key));
        assertEquals(
                List.of(field.path() + " lost its fifth part, which is not one of Meta's"),
                record.warnings());
    }

    @ParameterizedTest
    @CsvSource({
        "FBP, fbp, 1019141",
        "FBP, fbp, fb.1.1768470000000",
        "FBP, fbp, fb.1.1768470000000.10a",
        "FBP, fbp, fb.1.1768470000000.10.Bg.x",
        "FBP, fbp, fb.1.176847.10",
        "FBC, fbc, IwAR0AbC-dEf_1",
        "FBC, fbc, fb.1.1768470000000.a.b.c.d",
        "FBP, fbp, fb.1.1999999999999.1019141",
        "FBC, fbc, fb.1.1999999999999.IwAR0"
    })
    void aBrokenCookieIsLeftOutWithAWarning(EventField field, String key, String given) {
        var record = META.record(shopper(field, given));
        assertNull(GivenDestination.block(record, "user_data").get(key));
        assertEquals(1, record.warnings().size(), record.warnings().toString());
    }

    @Test
    void secondsAreRepairedOnlyWhenTheOperatorSaysSo() {
        Event event = shopper(EventField.FBP, "fb.1.1768470000.1019141");
        var asGiven = META.record(event);
        assertEquals(
                "fb.1.1768470000.1019141", GivenDestination.block(asGiven, "user_data").get("fbp"));
        assertEquals(
                List.of(
                        "browser_ids.fbp has its creation time in seconds; repair-cookie-times"
                                + " would mend it"),
                asGiven.warnings());
        assertEquals(
                "fb.1.1768470000000.1019141",
                Given.userData(event, "repair-cookie-times", "true").get("fbp"));
    }

    @Test
    void aClickWhoseTimeIsKnownBecomesAClickCookie() {
        Event event =
                shopper(
                        EventField.FBCLID,
                        GivenEvents.click("IwAR0AbC-dEf_1", "2026-01-15T10:20:30Z"));
        assertEquals("fb.1.1768472430000.IwAR0AbC-dEf_1", Given.userData(event).get("fbc"));
    }

    @Test
    void aClickWithoutTimeIsNotTurnedIntoACookie() {
        assertNull(
                Given.userData(shopper(EventField.FBCLID, GivenEvents.click("IwAR0", null)))
                        .get("fbc"));
    }

    @Test
    void aClickThatMayHaveBeenCutIsNotTurnedIntoACookie() {
        String seen = "2026-01-15T10:20:30Z";
        String longest = "a".repeat(254);
        assertEquals(
                "fb.1.1768472430000." + longest,
                Given.userData(shopper(EventField.FBCLID, GivenEvents.click(longest, seen)))
                        .get("fbc"));
        assertNull(
                Given.userData(shopper(EventField.FBCLID, GivenEvents.click(longest + "a", seen)))
                        .get("fbc"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-12T00:00:00Z, NEW, fb.1.1768176000000.NEW",
        "2026-01-01T00:00:00Z, NEW, fb.1.1768000000000.OLD.Bg",
        "2026-01-12T00:00:00Z, OLD, fb.1.1768000000000.OLD.Bg",
        "2026-02-12T00:00:00Z, NEW, fb.1.1768000000000.OLD.Bg"
    })
    void theCookieBeatsAClickUnlessTheClickIsAnotherAndLater(
            String seen, String clicked, String sent) {
        Event event =
                shopper(EventField.FBC, "fb.1.1768000000000.OLD.Bg").toBuilder()
                        .set(EventField.FBCLID, GivenEvents.click(clicked, seen))
                        .build();
        assertEquals(sent, Given.userData(event).get("fbc"));
    }

    private static Event shopper(EventField field, Object value) {
        return GivenEvents.bare(EventName.LEAD_SUBMITTED).toBuilder()
                .set(EventField.EMAIL, "jane@example.com")
                .set(field, value)
                .build();
    }
}

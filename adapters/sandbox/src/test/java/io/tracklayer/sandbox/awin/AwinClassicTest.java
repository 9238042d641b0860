// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.awin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.SandboxRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwinClassicTest {
    /** The documented example with one product row. */
    static final String RIGHT =
            "/awin/sread.php?tt=ss&tv=2&merchant=12345&amount=109.16&ch=aw&vc=WELCOME10&cr=EUR"
                    + "&ref=548291&customeracquisition=NEW&testmode=0"
                    + "&cks=12345_1768472000_0f3b5a0c9d1e4f77aa55c0ffee123456"
                    + "&parts=DEFAULT%3A109.16&p1=tracklayer_1.0"
                    + "&bd%5B0%5D=AW%3AP%7C12345%7C548291%7C7%7CLinen%20shirt%7C109.16%7C1%7C%7CDEFAULT%7C";

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.account("{'platform':'awin','account':'12345','token':'K'}");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void theDocumentedCallIsBookedAndAnsweredWithNothing() throws Exception {
        var response = rig.get(RIGHT);
        assertEquals(200, response.statusCode());
        assertEquals("", response.body());
        JsonNode event = rig.inspect("awin").get("events").get(0);
        assertEquals("stored", event.get("verdict").asText(), event.toString());
        assertEquals("109.16", event.get("value").asText());
        assertEquals("[\"cks\",\"vc\"]", event.get("match_keys").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "tt=ss, tt=ns, wrong_value",
        "tv=2, tv=1, wrong_value",
        "ref=548291&, , field_missing",
        "amount=109.16, 'amount=109,16', wrong_value",
        "amount=109.16, amount=109.15, wrong_sum",
        "cr=EUR, cr=eur, wrong_value",
        "ch=aw&, , field_missing",
        "customeracquisition=NEW, customeracquisition=new, wrong_value",
        "testmode=0, testmode=false, wrong_value",
        "DEFAULT%3A109.16, DEFAULT, wrong_value",
        "DEFAULT%7C, DEFAULT%3A109.16%7C, wrong_value",
        "%7C1%7C%7C, %7C1%7C, wrong_value",
        "AW%3AP%7C12345, AW%3AP%7C99, wrong_value",
        "p1=tracklayer_1.0, x1=tracklayer_1.0, unknown_field"
    })
    void aWrongCallIsAnsweredAlikeAndNotBooked(String right, String wrong, String reason)
            throws Exception {
        String call = RIGHT.replace(right, wrong == null ? "" : wrong);
        assertEquals(200, rig.get(call).statusCode());
        JsonNode seen = rig.inspect("awin");
        assertEquals(0, seen.get("stored").asInt(), seen.toString());
        assertEquals(1, seen.at("/diagnostics/" + reason).asInt(), seen.toString());
    }

    @Test
    void withoutClickAndVoucherThereIsNothingToAttributeItBy() throws Exception {
        rig.get(RIGHT.replace("vc=WELCOME10", "vc=").replaceAll("&cks=[^&]*", ""));
        assertEquals(1, rig.inspect("awin").at("/diagnostics/no_attribution").asInt());
    }

    @ParameterizedTest
    @CsvSource({"1, ", "0, consent_rejected", "yes, consent_not_read"})
    void theConsentFlagIsReadWhenItIsZeroOrOne(String flag, String remark) throws Exception {
        rig.get(RIGHT + "&cons=" + flag);
        JsonNode diagnostics = rig.inspect("awin").get("diagnostics");
        assertEquals(remark == null ? 0 : 1, diagnostics.size());
        assertEquals(remark == null ? 0 : 1, diagnostics.path("" + remark).asInt());
    }

    @Test
    void aTestIsIgnored() throws Exception {
        rig.get(RIGHT.replace("testmode=0", "testmode=1"));
        assertEquals("test", rig.inspect("awin").at("/events/0/verdict").asText());
    }

    @Test
    void anUnknownAdvertiserIsNotToldEither() throws Exception {
        assertEquals(200, rig.get(RIGHT.replace("merchant=12345", "merchant=9")).statusCode());
        assertEquals(1, rig.inspect("awin").at("/diagnostics/advertiser_unknown").asInt());
        assertEquals(0, rig.inspect("awin").get("events").size());
    }

    @Test
    void theCallIsAGetOfOrdinaryLength() throws Exception {
        assertEquals(405, rig.post(RIGHT, "").statusCode());
        assertEquals(414, rig.get(RIGHT + "&p2=" + "x".repeat(8_192)).statusCode());
    }
}

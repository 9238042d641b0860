// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.pinterest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.sandbox.AdapterJudgement;
import org.junit.jupiter.api.Test;

/** What the Pinterest adapter makes of strange events, judged in strict mode. */
class PinterestAdapterTest extends AdapterJudgement {
    PinterestAdapterTest() {
        super(
                "pinterest",
                "ad-account",
                "549755885175",
                "token",
                "T",
                "content-details",
                "true",
                "renewals",
                "offline-checkout",
                "newsletter",
                "lead");
    }

    @Override
    protected String account() {
        return "{'platform':'pinterest','account':'549755885175','token':'T','mode':'strict'}";
    }

    @Test
    void whateverOneFieldHoldsTheEventIsTakenOrSkipped() throws Exception {
        deliver(strangeEvents(), settings());
        assertEquals(0, inspection().get("rejected").asInt());
    }
}

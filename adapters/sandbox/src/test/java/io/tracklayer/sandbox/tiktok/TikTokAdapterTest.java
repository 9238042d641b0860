// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.tiktok;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.sandbox.AdapterJudgement;
import org.junit.jupiter.api.Test;

/** What the TikTok adapter makes of strange events, judged in strict mode. */
class TikTokAdapterTest extends AdapterJudgement {
    TikTokAdapterTest() {
        super(
                "tiktok",
                "pixel",
                "CABC1234",
                "token",
                "T",
                "page-url",
                "https://shop.example/",
                "content-details",
                "true",
                "custom-events",
                "*",
                "renewals",
                "purchase",
                "newsletter",
                "lead",
                "hashed-phone",
                "pass",
                "optional-events",
                "collection_viewed,order_refunded");
    }

    @Override
    protected String account() {
        return "{'platform':'tiktok','account':'CABC1234','token':'T','source':'web'}";
    }

    @Test
    void whateverOneFieldHoldsTheEventIsTakenOrSkipped() throws Exception {
        deliver(strangeEvents(), settings());
        assertEquals(0, inspection().get("rejected").asInt());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import static io.tracklayer.core.reconcile.Copies.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.CollisionRow.Kind;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeEvidenceTest {
    private static final DedupKey ORDER =
            new DedupKey("acme", DedupKey.Kind.ORDER_ID, "purchase_placed", "548291");

    @Test
    void theSentenceSaysWhatCameWhenWhyItWasJoinedAndWhoGaveWhat() {
        MergeRow row = merge(Copies.stored(Copies.browser()), Copies.shop(), List.of(), false);
        assertEquals(
                new MergeRow(
                        1,
                        "9-0",
                        TEN.plusMillis(1_480),
                        "order_id 548291",
                        1_360,
                        false,
                        "",
                        "browser 10:00:00.120 + shopify 10:00:01.480 merged by order_id 548291;"
                                + " browser gave fbc fbp user_agent; shopify gave email value"),
                row);
    }

    @Test
    void aCopyThatArrivesAfterSendingIsLate() {
        MergeRow row = merge(Copies.stored(Copies.shop()), Copies.browser(), List.of(), true);
        assertEquals(
                "shopify 10:00:01.480 + browser 10:00:00.120 merged by order_id 548291;"
                        + " browser gave fbc fbp user_agent; shopify gave email value;"
                        + " late: already sent, so nothing is sent again",
                row.sentence());
        assertEquals(true, row.late());
        assertEquals(-1_360, row.lagMillis());
    }

    @Test
    void aCollisionIsPartOfTheSentenceAndOfTheRow() {
        String collision = "one order with two event ids: \"sh-1\" and \"ord_1\"";
        MergeRow row =
                merge(
                        Copies.stored(Copies.browser()),
                        Copies.shop(),
                        List.of(
                                new CollisionRow(
                                        9,
                                        Kind.ORDER_WITH_TWO_EVENT_IDS,
                                        "acme",
                                        "acme-eu",
                                        TEN,
                                        "548291",
                                        "sh-1",
                                        "ord_1",
                                        1,
                                        0)),
                        false);
        assertEquals(
                "browser 10:00:00.120 + shopify 10:00:01.480 merged by order_id 548291;"
                        + " browser gave fbc fbp user_agent; shopify gave email value;"
                        + " collision: one order with two event ids: \"sh-1\" and \"ord_1\"",
                row.sentence());
        assertEquals(collision, row.collision());
    }

    @Test
    void aThirdCopyIsAddedToTheTwoBefore() {
        StoredEvent known = Copies.merged(List.of(Copies.browser(), Copies.shop()));
        Accepted third =
                Copies.copy(
                        Authority.ORDER_SYSTEM,
                        Copies.purchase("segment", TEN.plusSeconds(65))
                                .set(EventField.PHONE, "+4915123456789")
                                .build());
        assertEquals(
                "browser+shopify 10:00:00.120 + segment 10:01:05.000 merged by order_id 548291;"
                        + " browser gave fbc fbp user_agent; segment gave phone;"
                        + " shopify gave email value",
                merge(known, third, List.of(), false).sentence());
    }

    private static MergeRow merge(
            StoredEvent known, Accepted copy, List<CollisionRow> collisions, boolean late) {
        return MergeEvidence.of(
                known,
                "9-0",
                copy.event(),
                new Match.Copy(known.seq(), ORDER, collisions),
                new Merger().merge(known, copy),
                late);
    }
}

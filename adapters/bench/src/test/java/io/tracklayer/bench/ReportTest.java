// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Machine MACHINE = new Machine(2, "JDK 17", 123.4);

    @Test
    void theMedianIsTheMiddleOrBetweenTheTwoInTheMiddle() {
        assertEquals(3, Numbers.median(9, 1, 3));
        assertEquals(2.5, Numbers.median(4, 1, 9, 1));
    }

    @Test
    void aPercentileIsAMeasuredValueThatTheShareIsNotAbove() {
        long[] hundred = new long[100];
        for (int i = 0; i < 100; i++) {
            hundred[i] = i + 1;
        }
        assertEquals(50, Numbers.percentile(hundred, 0.5));
        assertEquals(99, Numbers.percentile(hundred, 0.99));
        assertEquals(7, Numbers.percentile(new long[] {7}, 0.5));
    }

    @Test
    void aBudgetIsMetAtItsLimitFromTheRightSide() {
        assertTrue(Budget.atMost(5).met(5));
        assertFalse(Budget.atMost(5).met(5.1));
        assertTrue(Budget.atLeast(0.5).met(0.5));
        assertFalse(Budget.atLeast(0.5).met(0.49));
    }

    @Test
    void theTableShowsValueBudgetVerdictAndWhatWasMeasured() {
        String table = report(0.08).table(Map.of());

        assertTrue(table.startsWith("2 cores, JDK 17, a write of 4 KiB with sync takes 123 µs"));
        assertTrue(table.contains("0.080 ×  ≥ 0.500 ×  NOT MET  durable/s 4,000"), table);
        assertFalse(table.contains("now/before"), table);
    }

    @Test
    void twoRunsAreComparedByTheIdOfTheirFigures() {
        Map<String, Double> before = Report.values(report(0.5).json());

        assertEquals(Map.of("intake.ratio", 0.5), before);
        assertTrue(report(0.75).table(before).contains("0.750 ×  1.50 ×"));
    }

    @Test
    void aFileThatIsNoReportIsNamedAsSuch() {
        BenchFailure failure = assertThrows(BenchFailure.class, () -> Report.values("no report"));
        assertTrue(failure.getMessage().contains("tl bench --json"));
    }

    @Test
    void aLoadWithRefusedRequestsIsNoMeasurement() {
        LoadResult refused = new LoadResult(9, 1, Duration.ofSeconds(1), new long[10]);
        BenchFailure failure = assertThrows(BenchFailure.class, () -> refused.allGood("intake"));
        assertEquals("intake: 1 of 10 requests were not answered 2xx", failure.getMessage());
    }

    @Test
    void requestsDifferInTheirIdsAndHaveOneLength() {
        RequestTemplate purchase =
                RequestTemplate.purchase("/v1/track", "key", "run", Instant.EPOCH);
        String one = new String(purchase.request(1));
        String other = new String(purchase.request(12_345));

        assertTrue(one.contains("\"order_id\":\"ord-000000000001-run\""), one);
        assertTrue(other.contains("\"messageId\":\"msg-000000012345-run\""), other);
        assertEquals(one.length(), other.length());
    }

    private static Report report(double ratio) {
        return new Report(
                MACHINE,
                List.of(
                        Figure.of("intake.ratio", "durable intake", ratio, "×")
                                .within(Budget.atLeast(0.5))
                                .with("durable/s", 4_000)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was expected beside what came out. */
final class DemoReport {
    private static final int ALL_EVENTS = 500;

    /** What one destination has on its way at once: four senders with at most this much each. */
    private static final int IN_FLIGHT = 4 * 50;

    private static final Set<String> COPIES =
            Set.of(RecordedRequest.MERGED, RecordedRequest.DUPLICATE);

    private final List<Check> checks = new ArrayList<>();
    private final int restarts;

    private DemoReport(int restarts) {
        this.restarts = restarts;
    }

    /** One line of the report. */
    record Check(String name, String expected, String actual, boolean ok) {}

    static DemoReport of(
            DemoWorld world,
            DemoExpectations expected,
            DemoNode node,
            DemoSandbox sandbox,
            int surprises) {
        NodeCounts counts = NodeCounts.of(node.http());
        DemoReport report = new DemoReport(node.restarts());
        report.check("answers other than recorded", 0, surprises);
        for (String verdict : RecordedRequest.VERDICTS) {
            boolean copies = COPIES.contains(verdict);
            report.check(
                    "messages " + verdict,
                    expected.requests(verdict),
                    copies ? node.restarts() : 0,
                    counts.requests(verdict));
        }
        report.check("purchases in the node", expected.purchases(), purchases(node.http()));
        for (DemoMerchant merchant : world.merchants()) {
            for (DemoPlatform platform : DemoPlatform.values()) {
                report.deliveries(merchant, platform, expected, counts);
                report.holdings(
                        merchant.id() + " at " + platform.wire(),
                        !platform.refund().isEmpty(),
                        expected.holdings(merchant, platform),
                        sandbox.holdings(merchant, platform));
            }
        }
        return report;
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }

    boolean ok() {
        return checks.stream().allMatch(Check::ok);
    }

    List<String> table() {
        TextTable table = new TextTable("", "expected", "actual", "ok");
        for (Check check : checks) {
            table.row(check.name(), check.expected(), check.actual(), check.ok() ? "yes" : "NO");
        }
        return table.lines();
    }

    List<Object> toJson() {
        List<Object> rows = new ArrayList<>();
        for (Check check : checks) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", check.name());
            row.put("expected", check.expected());
            row.put("actual", check.actual());
            row.put("ok", check.ok());
            rows.add(row);
        }
        return rows;
    }

    void deliveries(
            DemoMerchant merchant,
            DemoPlatform platform,
            DemoExpectations expected,
            NodeCounts counts) {
        String name = merchant.id() + " to " + platform.wire() + ": ";
        String destination = merchant.destination(platform);
        check(
                name + "delivered",
                expected.delivered(merchant, platform),
                counts.deliveries(destination, "delivered"));
        check(
                name + "skipped",
                expected.skipped(merchant, platform),
                counts.deliveries(destination, "skipped"));
        check(name + "failed", 0, counts.deliveries(destination, "failed"));
    }

    void holdings(
            String where,
            boolean takesRefunds,
            DemoSandbox.Holdings expected,
            DemoSandbox.Holdings actual) {
        check(where + ": purchases stored", expected.purchases(), actual.purchases());
        expected.totals()
                .forEach(
                        (currency, total) ->
                                add(
                                        where + ": total " + currency,
                                        text(total),
                                        text(
                                                actual.totals()
                                                        .getOrDefault(currency, BigDecimal.ZERO))));
        if (takesRefunds) {
            check(where + ": refunds stored", expected.refunds(), actual.refunds());
        }
        check(
                where + ": deduplicated",
                expected.deduplicated(),
                restarts * IN_FLIGHT,
                actual.deduplicated());
        check(where + ": rejected", expected.rejected(), actual.rejected());
    }

    private void check(String name, long expected, long actual) {
        add(name, Long.toString(expected), Long.toString(actual));
    }

    /**
     * @param more how many more there may be because the node was killed: a request without an
     *     answer was sent again, an event that was on its way to the platform too
     */
    private void check(String name, long expected, long more, long actual) {
        String range = more == 0 ? "" : " to " + (expected + more);
        checks.add(
                new Check(
                        name,
                        expected + range,
                        Long.toString(actual),
                        actual >= expected && actual <= expected + more));
    }

    private void add(String name, String expected, String actual) {
        checks.add(new Check(name, expected, actual, expected.equals(actual)));
    }

    private static String text(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    private static long purchases(Http node) {
        JsonNode json = node.get("/api/v1/events?event=purchase_placed&limit=" + ALL_EVENTS);
        return Rows.of(json, "events").size();
    }
}

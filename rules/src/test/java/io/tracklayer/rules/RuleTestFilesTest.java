// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.ConfigProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleTestFilesTest {
    private static final String RULES =
            """
            version: 1
            description: d
            rules:
              - id: gold
                when: { field: { properties.plan: { eq: gold }, "items[].category": { eq: Boots } }, value: { gte: 100 } }
                then: { tag: gold, limit: { limited-use: true }, strip: identifiers, hold: 10s, for: all }
              - id: evening
                when: { time: { from: 18:00, zone: Europe/Berlin }, order-source: web }
                then: { drop: coupon, rename: { order_name: properties.label }, action-source: app, for: [webhook] }
              - id: asks
                when: { consent: { analytics: unknown }, region: US-CA }
                then: { delay: { until: consent, for: 2h, then: send }, for: [ga4] }
              - id: unproven
                when: { currency: CHF }
                then: { skip: all, reason: swiss }
            """;

    @TempDir Path folder;

    @Test
    void aTestMaySetEverythingAndExpectEveryEffect() {
        assertEquals(
                List.of(),
                failures(
                        """
                        version: 1
                        description: Everything at once.
                        tests:
                          - name: gold customers are tagged
                            given:
                              event: purchase_placed
                              value: 129.90
                              currency: EUR
                              order-source: web
                              time: 2026-11-27T18:30:00+01:00
                              fields:
                                user.email: ann@example.com
                                browser_ids.ga_session_number: 3
                                click_ids.gclid: Cj0
                                properties.plan: gold
                                items[].category: [Socks, Boots]
                                items[].price: [9.90, 120]
                            expect:
                              webhook: [pending, tagged:gold, limited, held, stripped:identifiers, "dropped:coupon", "renamed:properties.label", action_source:app]
                          - name: nobody answered in California
                            given: { event: page_viewed, region: US-CA }
                            expect: { ga4: delayed, webhook: pending }
                        """));
    }

    @Test
    void whatDoesNotHoldIsReportedAtItsExpectation() {
        assertEquals(
                List.of(
                        "r.tests.yaml:5:15: example of test \"no\" expects webhook: tagged:gold,"
                                + " but it is pending by \"default\" (built-in). Correct the rule"
                                + " or the example.",
                        "r.tests.yaml:8:15: example of test \"waits\" expects ga4: pending, but it"
                                + " is pending, delay by \"asks\" (a.rules.yaml:10). Correct the"
                                + " rule or the example."),
                failures(
                        """
                        version: 1
                        tests:
                          - name: "no"
                            given: { event: page_viewed }
                            expect: { webhook: tagged:gold }
                          - name: waits
                            given: { event: page_viewed, region: US-CA }
                            expect: { ga4: pending }
                        """));
    }

    @Test
    void aRuleNoExampleMatchesIsTold() {
        RuleSet rules =
                folder(
                                "version: 1\ntests:\n  - name: t\n    given: { event: page_viewed, region: US-CA }\n    expect: { ga4: delayed }\n")
                        .read();
        assertEquals(
                List.of("gold", "evening", "unproven"),
                RuleExamples.uncovered(rules, RuleFolder.PURPOSES).stream()
                        .map(RuleDescription::id)
                        .toList());
    }

    @Test
    void aMistakeInATestFileIsAProblemAndItsBytesAreNoPartOfTheVersion() {
        String good =
                "version: 1\ntests:\n  - name: t\n    given: { event: cart_viewed }\n    expect: { ga4: skipped }\n";
        String version = folder(good).read().version();
        assertEquals(version, folder(good + "# more\n").read().version());
        assertEquals(
                List.of(
                        "r.tests.yaml:4:14: \"tests.0.given.event\" is \"cart_viewd\" but takes one"
                                + " of "),
                folder(good.replace("cart_viewed }", "cart_viewd }")).problems().stream()
                        .map(problem -> problem.split("page_viewed")[0])
                        .toList());
        assertTrue(
                folder(
                                good.replace(
                                        "{ event: cart_viewed }",
                                        "{ event: cart_viewed, fields: { value: '5' } }"))
                        .problems()
                        .get(0)
                        .contains("gives value the value 5, but it takes money."));
    }

    @Test
    void bothSchemasKnowTheSameGivenAndExpect() throws IOException {
        String rules = Files.readString(Path.of("schema/rules.schema.json"));
        String tests = Files.readString(Path.of("schema/rules-tests.schema.json"));
        for (String part :
                List.of(
                        "\"given\": {\n",
                        "\"expect\": {\n      \"type\"",
                        "\"event\": {\"enum\"")) {
            int begin = tests.indexOf("    " + part);
            String block =
                    tests.substring(
                            begin, tests.indexOf(part.contains("enum") ? "]}" : "\n    }", begin));
            assertTrue(begin > 0 && rules.contains(block), part);
        }
    }

    private RuleFolder folder(String tests) {
        return new RuleFolder(folder).file("a.rules.yaml", RULES).file("r.tests.yaml", tests);
    }

    private List<String> failures(String tests) {
        return RuleExamples.run(folder(tests).read(), RuleFolder.PURPOSES).stream()
                .map(ConfigProblem::toString)
                .toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.config.ConfigProblem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleExamplesTest {
    @TempDir Path folder;

    @Test
    void everyExampleThatDoesNotHoldIsReportedWhereItsExpectationStands() {
        assertEquals(
                List.of(
                        "x.rules.yaml:6:15: example of unknown-consent expects ga4: pending, but it"
                                + " is skipped:consent_unknown:analytics by \"consent-gate\""
                                + " (built-in). Correct the rule or the example.",
                        "x.rules.yaml:13:19: example of rule \"one\" expects webhook: skipped, but"
                                + " it is pending by \"default\" (built-in). Correct the rule or"
                                + " the example.",
                        "x.rules.yaml:15:19: example of rule \"one\" expects webhook:"
                                + " skipped:another, but it is skipped:refund by \"one\""
                                + " (x.rules.yaml:8). Correct the rule or the example.",
                        "x.rules.yaml:22:19: example of rule \"two\" expects webhook:"
                                + " stripped:network, but it is pending, stripped by \"two\""
                                + " (x.rules.yaml:17). Correct the rule or the example.",
                        "x.rules.yaml:24:19: example of rule \"two\" expects metta: pending, but"
                                + " there is no such destination. Installed: ga4, meta, webhook."
                                + " Did you mean \"meta\"?"),
                failures(
                        """
                        version: 1
                        description: d
                        # the file's own
                        examples:
                          - given: { event: page_viewed }
                            expect: { ga4: pending }
                        rules:
                          - id: one
                            when: { event: order_refunded, store: s, currency: EUR, source: shopify }
                            then: { skip: [webhook], reason: refund }
                            examples:
                              - given: { event: order_refunded, store: other }
                                expect: { webhook: skipped }
                              - given: { event: order_refunded, store: s, currency: EUR, source: shopify }
                                expect: { webhook: skipped:another }
                              # holds
                          - id: two
                            when: { merchant: m, action-source: email, region: EEA, consent: { marketing: denied }, test: true }
                            then: { strip: [user.email], for: [webhook] }
                            examples:
                              - given: { event: logged_in, merchant: m, action-source: email, region: FR, consent: { marketing: denied }, test: true }
                                expect: { webhook: stripped:network }
                              - given: { event: logged_in }
                                expect: { metta: pending }
                        """));
    }

    @Test
    void anExampleMaySetEverythingARuleLooksAt() {
        assertEquals(
                List.of(),
                failures(
                        """
                        version: 1
                        description: d
                        rules:
                          - id: one
                            when:
                              event: order_refunded
                              merchant: m
                              store: s
                              source: shopify
                              region: EEA
                              consent: { marketing: denied }
                              test: true
                              action-source: email
                              currency: EUR
                            then: { strip: [identifiers], for: [webhook] }
                            examples:
                              - given:
                                  event: order_refunded
                                  merchant: m
                                  store: s
                                  source: shopify
                                  region: FR
                                  consent: { marketing: denied }
                                  test: true
                                  action-source: email
                                  currency: EUR
                                expect: { webhook: stripped:user.email, ga4: skipped, meta: skipped:consent_denied:marketing }
                        """));
    }

    private List<String> failures(String content) {
        RuleSet rules = new RuleFolder(folder).file("x.rules.yaml", content).read();
        return RuleExamples.run(rules, RuleFolder.PURPOSES).stream()
                .map(ConfigProblem::toString)
                .toList();
    }
}

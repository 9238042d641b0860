// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static io.tracklayer.spi.ConsentState.DENIED;
import static io.tracklayer.spi.ConsentState.GRANTED;
import static io.tracklayer.spi.ConsentState.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class I10ConsentGateTest {
    private static final String POLICY =
            """
            version: 1
            description: d
            unknown-consent:
              EEA: denied
              NO: granted
              UK: denied
              US: granted_unless_optout
              AU: granted
            """;

    @TempDir Path folder;

    /** Regions: denied by group, granted by country over group, opt-out, granted, no policy. */
    @ParameterizedTest
    @EnumSource(Purpose.class)
    void everyPurposeInEveryStateInEveryKindOfRegion(Purpose purpose) {
        RuleSet rules = new RuleFolder(folder).file("p.rules.yaml", POLICY).read();
        for (String region : new String[] {"DE", "NO", "GB", "US", "AU", "BR", ""}) {
            for (ConsentState state : ConsentState.values()) {
                String expected =
                        switch (state) {
                            case GRANTED -> "allowed";
                            case DENIED -> "consent_denied:" + purpose.wire();
                            case UNKNOWN ->
                                    Set.of("NO", "US", "AU").contains(region)
                                            ? "allowed"
                                            : "consent_unknown:" + purpose.wire();
                        };
                Decision decision = decide(rules, Map.of(purpose, state), region, Set.of(purpose));
                assertEquals(expected, decision.reason(), region + " " + purpose + " " + state);
                assertEquals(expected.equals("allowed"), decision.allowed());
            }
        }
    }

    /** All 27 states of two needed purposes and the opt-out, where unknown means granted unless. */
    @Test
    void oneRefusedPurposeIsEnoughAndAnOptOutRefusesOnlyWhatIsUnknown() {
        RuleSet rules = new RuleFolder(folder).file("p.rules.yaml", POLICY).read();
        Set<Purpose> needed = Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA);
        for (ConsentState marketing : ConsentState.values()) {
            for (ConsentState userData : ConsentState.values()) {
                for (ConsentState sale : ConsentState.values()) {
                    Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
                    states.put(Purpose.MARKETING, marketing);
                    states.put(Purpose.AD_USER_DATA, userData);
                    states.put(Purpose.SALE_OF_DATA, sale);
                    String expected;
                    if (marketing == DENIED) {
                        expected = "consent_denied:marketing";
                    } else if (userData == DENIED) {
                        expected = "consent_denied:ad_user_data";
                    } else if (sale == DENIED
                            && EnumSet.of(marketing, userData).contains(UNKNOWN)) {
                        expected = "consent_denied:sale_of_data";
                    } else {
                        expected = "allowed";
                    }
                    assertEquals(
                            expected,
                            decide(rules, states, "US", needed).reason(),
                            states.toString());
                }
            }
        }
    }

    @Test
    void withoutAnyFileWhatIsUnknownIsRefused() {
        RuleSet rules = new RuleFolder(folder).read();
        Decision decision = decide(rules, Map.of(), "DE", Set.of(Purpose.MARKETING));
        assertEquals("consent_unknown:marketing", decision.reason());
        assertEquals("consent-gate", decision.rule());
        assertEquals("built-in", decision.location());
        assertEquals("allowed", decide(rules, Map.of(), "DE", Set.of()).reason());
    }

    @Test
    void theDefaultIsForRegionsWithoutAPolicyAndForNoRegion() {
        RuleSet rules =
                new RuleFolder(folder).file("p.rules.yaml", POLICY + "  default: granted\n").read();
        Set<Purpose> needed = Set.of(Purpose.MARKETING);
        assertEquals("allowed", decide(rules, Map.of(), "BR", needed).reason());
        assertEquals("allowed", decide(rules, Map.of(), "", needed).reason());
        assertEquals("consent_unknown:marketing", decide(rules, Map.of(), "de", needed).reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            DE | marketing | denied  | built-in       | The visitor refused marketing, so nothing was sent to meta.
            DE | marketing | unknown | p.rules.yaml:4 | It is not known whether the visitor accepted marketing, and in the region DE that counts as no, so nothing was sent to meta.
            '' | analytics | unknown | built-in       | It is not known whether the visitor accepted analytics, and where the region is unknown that counts as no, so nothing was sent to meta.
            US | sale_of_data | denied | built-in     | The visitor opted out of the sale of data, so nothing was sent to meta.
            """)
    void theReasonIsSaidAsAMarketerUnderstandsItWithTheLineThatGaveIt(
            String region, String purpose, String state, String location, String sentence) {
        RuleSet rules = new RuleFolder(folder).file("p.rules.yaml", POLICY).read();
        Purpose needed = Purpose.find(purpose).orElseThrow();
        ConsentState given = state.equals("denied") ? DENIED : UNKNOWN;
        Decision decision = decide(rules, Map.of(needed, given), region, Set.of(needed));
        assertEquals(sentence, decision.sentence());
        assertEquals(location, decision.location());
        assertEquals("consent-gate", decision.rule());
    }

    @Test
    void anAllowRuleNeverSendsWhatConsentDoesNotCover() {
        RuleSet rules =
                new RuleFolder(folder)
                        .file("p.rules.yaml", POLICY)
                        .rules("{}", "{ allow: all }")
                        .read();
        for (Purpose purpose : Purpose.values()) {
            Set<Purpose> needed = Set.of(purpose);
            assertEquals(
                    "consent_denied:" + purpose.wire(),
                    decide(rules, Map.of(purpose, DENIED), "AU", needed).reason());
            assertEquals(
                    "consent_unknown:" + purpose.wire(),
                    decide(rules, Map.of(), "DE", needed).reason());
            assertEquals("r1", decide(rules, Map.of(purpose, GRANTED), "DE", needed).rule());
        }
    }

    private static Decision decide(
            RuleSet rules, Map<Purpose, ConsentState> states, String region, Set<Purpose> needed) {
        return rules.decide(
                RuleFolder.consenting(EventName.PURCHASE_PLACED, states).build(),
                region,
                RuleFolder.destination("meta"),
                needed);
    }
}

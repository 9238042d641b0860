// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    @TempDir Path folder;

    /** One event: a German test purchase in euros, from shopify and the browser. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}                                        | true
            { event: purchase_placed }                | true
            { event: [page_viewed, purchase-like] }   | true
            { event: [page_viewed, purchase_paid] }   | false
            { merchant: shoes }                       | true
            { merchant: [hats] }                      | false
            { store: [shoes-de, shoes-fr] }           | true
            { store: shoes-fr }                       | false
            { source: browser }                       | true
            { source: [segment, shopify] }            | true
            { source: segment }                       | false
            { region: DE }                            | true
            { region: [UK, EEA] }                     | true
            { region: [UK, CH, US, FR] }              | false
            { consent: { marketing: denied } }        | true
            { consent: { marketing: [granted, unknown] } } | false
            { consent: { ad_user_data: unknown } }    | true
            { consent: { marketing: denied, analytics: granted } } | true
            { consent: { marketing: denied, analytics: denied } }  | false
            { test: true }                            | true
            { test: false }                           | false
            { action-source: [website, app] }         | true
            { action-source: physical_store }         | false
            { currency: [EUR, CHF] }                  | true
            { currency: USD }                         | false
            { event: purchase_placed, region: EEA, currency: EUR, test: true } | true
            { event: purchase_placed, region: EEA, currency: USD, test: true } | false
            """)
    void everyKeyMustMatchAndOfAListAnyOne(String when, boolean matches) {
        Event event =
                RuleFolder.consenting(
                                EventName.PURCHASE_PLACED,
                                Map.of(
                                        Purpose.MARKETING, ConsentState.DENIED,
                                        Purpose.ANALYTICS, ConsentState.GRANTED))
                        .sources(List.of("shopify", "browser"))
                        .actionSource(ActionSource.APP)
                        .set(EventField.CURRENCY, "EUR")
                        .test(true)
                        .build();
        assertEquals(matches, skips(when, event, "DE"));
    }

    @Test
    void whatIsNotKnownMatchesNoRegionAndNoCurrency() {
        Event event = RuleFolder.event(EventName.PAGE_VIEWED).build();
        assertEquals(false, skips("{ region: [EEA, UK, CH, US] }", event, ""));
        assertEquals(false, skips("{ currency: [EUR] }", event, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "EEA, AT, true", "EEA, NO, true", "EEA, IS, true", "EEA, LI, true", "EEA, RE, true",
        "EEA, GB, false", "EEA, CH, false", "UK, GB, true", "CH, CH, true", "US, US, true",
        "US, CA, false"
    })
    void aGroupHasItsCountries(String group, String country, boolean member) {
        Event event = RuleFolder.event(EventName.PAGE_VIEWED).build();
        assertEquals(member, skips("{ region: " + group + " }", event, country));
    }

    @Test
    void theEuropeanEconomicAreaHasThirtyCountriesAndSevenTerritories() {
        assertEquals(37, Regions.countries("EEA").size());
        Regions.countries("EEA").forEach(code -> assertEquals(true, Regions.isCountry(code), code));
    }

    private boolean skips(String when, Event event, String region) {
        RuleSet rules = new RuleFolder(folder).rules(when, "{ skip: all, reason: matched }").read();
        return !rules.decide(event, region, RuleFolder.destination("webhook"), Set.of()).allowed();
    }
}

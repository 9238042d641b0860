// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amount and currency of an event, as far as Taboola takes them. */
final class TaboolaRevenue {
    /** The currencies Taboola documents. */
    private static final Set<String> LISTED =
            Set.of(
                    ("AUD BRL CAD CNY EUR GBP HKD ILS INR JPY KRW MXN NZD RUB SGD THB TRY USD"
                                    + " ZAR")
                            .split(" "));

    private static final Pattern RATE =
            Pattern.compile("\\s*([A-Z]{3})\\s*=\\s*(\\d{1,9}(?:\\.\\d{1,12})?)\\s*");

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;

    TaboolaRevenue(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
    }

    /** Adds revenue and currency; neither without an amount or where they cannot be told. */
    void addTo(Map<String, Object> tree) {
        Optional<BigDecimal> value = event.value();
        Optional<String> currency = event.currency();
        if (value.isEmpty()) {
            return;
        }
        if (currency.isEmpty()) {
            tree.put("revenue", value.get());
            warnings.add("revenue has no currency; Taboola takes that of the account");
        } else if (LISTED.contains(currency.get())) {
            put(tree, value.get(), currency.get());
        } else if (settings.text(TaboolaSettings.UNSUPPORTED_CURRENCY).equals("convert")) {
            convert(tree, value.get(), currency.get());
        } else {
            warnings.add(
                    "revenue and currency were left out: Taboola does not take " + currency.get());
        }
    }

    private void convert(Map<String, Object> tree, BigDecimal value, String from) {
        String to = settings.text(TaboolaSettings.CONVERT_TO).strip();
        Optional<BigDecimal> rate = rate(from);
        if (!LISTED.contains(to) || rate.isEmpty()) {
            warnings.add(
                    "revenue and currency were left out: "
                            + (rate.isEmpty()
                                    ? "exchange-rates has no rate for " + from
                                    : "convert-to is no currency Taboola takes"));
            return;
        }
        int digits = Currency.getInstance(to).getDefaultFractionDigits();
        put(tree, value.multiply(rate.get()).setScale(digits, RoundingMode.HALF_UP), to);
        warnings.add(
                "revenue was converted from "
                        + from
                        + " to "
                        + to
                        + " at "
                        + rate.get().toPlainString());
    }

    private Optional<BigDecimal> rate(String from) {
        return settings.list(TaboolaSettings.EXCHANGE_RATES).stream()
                .map(RATE::matcher)
                .filter(Matcher::matches)
                .filter(entry -> entry.group(1).equals(from))
                .map(entry -> new BigDecimal(entry.group(2)))
                .filter(rate -> rate.signum() > 0)
                .findFirst();
    }

    private static void put(Map<String, Object> tree, BigDecimal value, String currency) {
        tree.put("revenue", value);
        tree.put("currency", currency);
    }
}

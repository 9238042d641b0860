// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What commission is paid on (Parameter guidance): the lines after discounts, without tax, shipping
 * and fees. Too much of it costs the merchant money with every order.
 */
final class AwinAmount {
    private static final int USUAL_DECIMALS = 2;
    private static final MathContext EXACT = MathContext.DECIMAL128;

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;

    AwinAmount(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
    }

    /**
     * An amount.
     *
     * @param net what is sent, in major units
     * @param share what is left of the price of a line when tax and a discount on the whole order
     *     are taken off, 0 to 1
     */
    record Amount(BigDecimal net, BigDecimal share) {}

    /** The amount in that currency; empty when it is not known. */
    Optional<Amount> find(String currency) {
        int decimals = decimals(currency);
        return ofLines()
                .or(this::ofTotals)
                .or(this::ofOrder)
                .map(
                        found ->
                                new Amount(
                                        found.net()
                                                .max(BigDecimal.ZERO)
                                                .setScale(decimals, RoundingMode.HALF_UP),
                                        found.share()));
    }

    /** Fraction digits of a currency: EUR 2, JPY 0, KWD 3. */
    static int decimals(String currency) {
        try {
            int digits = Currency.getInstance(currency).getDefaultFractionDigits();
            return digits < 0 ? USUAL_DECIMALS : digits;
        } catch (IllegalArgumentException unknown) {
            return USUAL_DECIMALS;
        }
    }

    /** Whether a line earns commission. */
    static Predicate<Item> commissioned(Settings settings) {
        List<String> excluded = settings.list(AwinSettings.EXCLUDED_ITEMS);
        return item ->
                List.of("variant", "product", "sku").stream()
                        .flatMap(kind -> item.id(kind).stream())
                        .noneMatch(excluded::contains);
    }

    private Optional<Amount> ofLines() {
        return event.money(EventField.SUBTOTAL)
                .map(this::withoutTax)
                .or(() -> lineTotals().map(this::withoutDiscount));
    }

    /** Some senders spread a discount on the whole order over its lines, some do not. */
    private Amount withoutDiscount(BigDecimal lines) {
        BigDecimal less = lines.subtract(event.money(EventField.DISCOUNT).orElse(BigDecimal.ZERO));
        if (less.signum() < 0 || makesTheTotal(lines) || !makesTheTotal(less)) {
            return withoutTax(lines);
        }
        Amount amount = withoutTax(less);
        return new Amount(amount.net(), amount.share().multiply(less).divide(lines, EXACT));
    }

    private boolean makesTheTotal(BigDecimal lines) {
        BigDecimal gross = lines.add(shipping());
        return event.value()
                .filter(
                        total ->
                                total.compareTo(gross) == 0
                                        || total.compareTo(gross.add(tax())) == 0)
                .isPresent();
    }

    private Optional<BigDecimal> lineTotals() {
        return event.items().isEmpty() ? Optional.empty() : total(event.items());
    }

    /** Lines that earn no commission are taken to be free of tax, as gift cards are. */
    private Amount withoutTax(BigDecimal lines) {
        BigDecimal taxed = lines.subtract(excluded());
        BigDecimal net = taxIncluded(lines) ? taxed.subtract(taxWithin(taxed)) : taxed;
        boolean partly = taxed.signum() > 0 && net.signum() > 0;
        return new Amount(net, partly ? net.divide(taxed, EXACT) : BigDecimal.ONE);
    }

    private BigDecimal excluded() {
        List<Item> items =
                event.items().stream()
                        .filter(commissioned(settings).negate())
                        .filter(item -> item.price() != null)
                        .toList();
        return total(items).orElse(BigDecimal.ZERO);
    }

    /** The part of the tax that is on the lines: by their share when shipping is taxed, too. */
    private BigDecimal taxWithin(BigDecimal lines) {
        BigDecimal all = lines.add(shipping());
        return all.signum() > 0 ? tax().multiply(lines).divide(all, EXACT) : BigDecimal.ZERO;
    }

    private boolean taxIncluded(BigDecimal lines) {
        return tax().signum() > 0
                && switch (settings.text(AwinSettings.PRICES)) {
                    case "tax-included" -> true;
                    case "tax-excluded" -> false;
                    default -> said().orElseGet(() -> summed(lines));
                };
    }

    /** Shopify says it with every order. */
    private Optional<Boolean> said() {
        return Optional.ofNullable(event.properties().get("taxes_included"))
                .filter(Boolean.class::isInstance)
                .map(Boolean.class::cast);
    }

    private boolean summed(BigDecimal lines) {
        BigDecimal gross = lines.add(shipping());
        Optional<BigDecimal> total = event.value();
        if (total.filter(sum -> sum.compareTo(gross) == 0).isPresent()) {
            return true;
        }
        if (total.filter(sum -> sum.compareTo(gross.add(tax())) == 0).isEmpty()) {
            warnings.add(
                    "it is not known whether the prices include tax, so none was taken off; set"
                            + " prices");
        }
        return false;
    }

    private BigDecimal tax() {
        return event.money(EventField.TAX).orElse(BigDecimal.ZERO);
    }

    private BigDecimal shipping() {
        return event.money(EventField.SHIPPING).orElse(BigDecimal.ZERO);
    }

    /** At most a little low: where prices include tax, that of shipping is taken off twice. */
    private Optional<Amount> ofTotals() {
        Optional<BigDecimal> total = event.value();
        if (total.isEmpty() || !event.has(EventField.TAX) || !event.has(EventField.SHIPPING)) {
            return Optional.empty();
        }
        BigDecimal net = total.get().subtract(shipping()).subtract(tax());
        return Optional.of(new Amount(net.subtract(excluded()), BigDecimal.ONE));
    }

    private Optional<Amount> ofOrder() {
        if (!settings.text(AwinSettings.UNKNOWN_SUBTOTAL).equals("order-total")) {
            return Optional.empty();
        }
        return event.value()
                .map(
                        total -> {
                            warnings.add(
                                    "the amount is the order total, tax and shipping included");
                            return new Amount(total.subtract(excluded()), BigDecimal.ONE);
                        });
    }

    private static Optional<BigDecimal> total(List<Item> items) {
        return items.stream()
                .map(Item::lineTotal)
                .reduce((one, other) -> one.flatMap(left -> other.map(left::add)))
                .flatMap(sum -> sum);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.Settings;
import java.util.Set;

/**
 * The currencies Snapchat takes. Snapchat publishes no list that could be read; this one is from
 * segmentio/action-destinations, which is why an operator can add to it.
 */
final class SnapchatCurrencies {
    private static final Set<String> KNOWN =
            Set.of(
                    ("AED ALL AUD BGN BHD BRL CAD CHF CLP CNY COP CZK DKK DZD EGP EUR GBP GHS GIP"
                                    + " HKD HRK HUF IDR ILS INR IQD ISK JOD JPY KES KRW KWD KZT LBP"
                                    + " MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RUB SAR"
                                    + " SEK SGD THB TRY TWD TZS UAH USD VND XOF ZAR")
                            .split(" "));

    private SnapchatCurrencies() {}

    static boolean taken(String currency, Settings settings) {
        return KNOWN.contains(currency)
                || settings.list(SnapchatSettings.MORE_CURRENCIES).contains(currency);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.tracklayer.spi.identity.Sha256;
import java.util.Optional;

/**
 * Phone numbers to E.164. A national number without a known country is unusable: guessing one would
 * match another person.
 */
final class Phones {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private Phones() {}

    static Canonical of(String raw, Optional<String> country) {
        Optional<Sha256> hashed = Sha256.recognise(raw);
        if (hashed.isPresent()) {
            return Canonical.of(hashed.get().hex(), "hashed by the source");
        }
        if (raw.length() > 40) {
            return Canonical.unusable(Hashes.otherwise(raw, "is too long for a phone number"));
        }
        String international =
                raw.strip().startsWith("00") ? "+" + raw.strip().substring(2) : raw.strip();
        if (!international.startsWith("+") && country.isEmpty()) {
            return Canonical.unusable("is a national number and the country is not known");
        }
        try {
            PhoneNumber number = NUMBERS.parse(international, country.orElse(null));
            // Not "possible within its area" either: without the area code it is another person's.
            return NUMBERS.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    ? Canonical.of(
                            NUMBERS.format(number, PhoneNumberFormat.E164),
                            international.startsWith("+") ? "E.164" : "E.164 for " + country.get())
                    : Canonical.unusable("is not a possible phone number");
        } catch (NumberParseException unreadable) {
            return Canonical.unusable(Hashes.otherwise(raw, "is not a phone number"));
        }
    }
}

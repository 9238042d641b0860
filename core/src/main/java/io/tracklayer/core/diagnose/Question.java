// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.identity.Rules;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody asks about.
 *
 * @param of an event id, order id, order name, event number, e-mail address, telephone number with
 *     its plus, visitor id or click id; or {@code KIND=VALUE} with a kind of key ({@code
 *     external_id=77}) or click id ({@code gclid=Cj0K}), or {@code number=4097} for the event of
 *     that number though an order be called so
 * @param destination of this destination only; empty for all
 * @param merchant of this merchant only; empty for all
 */
public record Question(String of, String destination, String merchant) {
    /** The longest that is looked up. */
    public static final int LONGEST = 500;

    private static final Pattern NAMED = Pattern.compile("([a-z_]{3,20})=(.+)");
    private static final Pattern NUMBER = Pattern.compile("number=(\\d{1,18})");
    private static final Pattern PHONE = Pattern.compile("\\+[0-9 ()./-]{7,25}");
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    public Question {
        of = of.strip();
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(merchant, "merchant");
        if (of.isEmpty() || of.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "name what to look for: an order, an event id, an e-mail address, in at most "
                            + LONGEST
                            + " characters");
        }
    }

    /** How to ask for the event of a number and nothing else. */
    public static String event(long seq) {
        return "number=" + seq;
    }

    /** About all destinations of all merchants. */
    public Question(String of) {
        this(of, "", "");
    }

    /** Whether it names a person, so that it does not belong into addresses, logs and pages. */
    public boolean personal() {
        return kind().filter(k -> k == KeyKind.EMAIL || k == KeyKind.PHONE).isPresent()
                || HASH.matcher(value()).matches();
    }

    /** What may be shown of it. */
    public String shown() {
        if (!personal()) {
            return of;
        }
        return kind().map(
                        kind ->
                                kind == KeyKind.PHONE
                                        ? "this telephone number"
                                        : "this e-mail address")
                .orElse("this hash");
    }

    /** The event number it names as such, if it does. */
    Optional<String> number() {
        Matcher named = NUMBER.matcher(of);
        return named.matches() ? Optional.of(named.group(1)) : Optional.empty();
    }

    /** The kind of key it is known to be, if any. */
    Optional<KeyKind> kind() {
        Matcher named = NAMED.matcher(of);
        if (named.matches() && KeyKind.find(named.group(1)).isPresent()) {
            return KeyKind.find(named.group(1));
        }
        if (Rules.EMAIL_LOWER.normalise(of).isPresent()) {
            return Optional.of(KeyKind.EMAIL);
        }
        return PHONE.matcher(of).matches() ? Optional.of(KeyKind.PHONE) : Optional.empty();
    }

    /** The click id field it names, if it names one. */
    Optional<EventField> clickField() {
        Matcher named = NAMED.matcher(of);
        return named.matches()
                ? EventField.find("click_ids." + named.group(1))
                        .filter(field -> field.type() == FieldType.CLICK_ID)
                : Optional.empty();
    }

    /** The value itself, without the name of its kind, as events have it. */
    String value() {
        Matcher named = NAMED.matcher(of);
        boolean known =
                named.matches()
                        && (KeyKind.find(named.group(1)).isPresent() || clickField().isPresent());
        String value = known ? named.group(2).strip() : number().orElse(of);
        if (PHONE.matcher(value).matches()) {
            return "+" + value.replaceAll("[^0-9]", "");
        }
        return HASH.matcher(value).matches() ? value.toLowerCase(Locale.ROOT) : value;
    }
}

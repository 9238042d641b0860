// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.core.consent.VisitorKeys;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.identity.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The keys values stand for. Nothing of another merchant ever has the same one. */
public final class IdentityKeys {
    private static final int LONGEST = 1_000;
    private static final int SHOWN_OF_HASH = 8;
    private static final int SHOWN = 24;

    /** What shops and scripts write where they know nobody. */
    private static final Set<String> NOBODY =
            Set.of(
                    "0",
                    "-1",
                    "null",
                    "none",
                    "nan",
                    "undefined",
                    "unknown",
                    "anonymous",
                    "guest",
                    "test",
                    "[object object]",
                    "00000000-0000-0000-0000-000000000000");

    private IdentityKeys() {}

    /** The keys of an event, strongest first. */
    public static List<IdentityKey> of(Event event) {
        List<IdentityKey> keys = new ArrayList<>();
        for (KeyKind kind : KeyKind.values()) {
            event.text(kind.field())
                    .flatMap(value -> of(event.merchant(), event.store(), kind, value))
                    .ifPresent(keys::add);
        }
        return keys;
    }

    /**
     * The key a value stands for; empty when it stands for nobody.
     *
     * @param value as an event has it: an e-mail address or telephone number plain or hashed, the
     *     number with country code
     */
    public static Optional<IdentityKey> of(
            String merchant, String store, KeyKind kind, String value) {
        String given = value.strip();
        if (given.isEmpty()
                || given.length() > LONGEST
                || NOBODY.contains(given.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return switch (kind) {
            case EMAIL ->
                    Rules.EMAIL_LOWER.hash(given).map(hash -> key(merchant, kind, hash.hex()));
            case PHONE -> Rules.PHONE_PLUS.hash(given).map(hash -> key(merchant, kind, hash.hex()));
            case EXTERNAL_ID -> Optional.of(key(merchant, kind, value));
            case ANONYMOUS_ID, GA_CLIENT_ID, FBP -> Optional.of(shown(merchant, kind, value, ""));
            // a cart token may carry the key of its session
            case CART_TOKEN ->
                    Optional.of(shown(merchant, kind, given.replaceFirst("\\?.*", ""), store));
            default -> Optional.of(shown(merchant, kind, given, store));
        };
    }

    private static IdentityKey key(String merchant, KeyKind kind, String value) {
        String hash = VisitorKeys.key(merchant, kind.wire(), value);
        return new IdentityKey(kind, hash, hash.substring(0, SHOWN_OF_HASH) + "…");
    }

    private static IdentityKey shown(String merchant, KeyKind kind, String value, String store) {
        String scoped = store.isEmpty() ? value : store + " " + value;
        boolean whole = kind == KeyKind.ORDER_ID || kind == KeyKind.SUBSCRIPTION_ID;
        int most = whole ? SHOWN : SHOWN_OF_HASH;
        return new IdentityKey(
                kind,
                VisitorKeys.key(merchant, kind.wire(), scoped),
                value.length() <= most && whole
                        ? value
                        : value.substring(0, Math.min(most, value.length() / 2)) + "…");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import java.util.Objects;

/**
 * One key of one merchant.
 *
 * @param hash SHA-256 of merchant, kind and value in hex; consent is remembered under the same
 * @param label what people may see of it: of personal values the beginning of their hash
 */
public record IdentityKey(KeyKind kind, String hash, String label) {
    public IdentityKey {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(label, "label");
    }

    /** Kind and label, e.g. {@code checkout_token 5f70c1…}. */
    @Override
    public String toString() {
        return kind.wire() + " " + label;
    }
}

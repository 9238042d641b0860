// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the key of a request allowed when it came. It stays with the request, so a key that is
 * changed or revoked later changes nothing about what was taken in before.
 *
 * @param key id of the key; empty for a request that needs none
 */
public record Grant(String key, KeyKind kind, Set<Scope> scopes) {
    /** What needs no key, such as a signed webhook, is limited by none. */
    public static final Grant UNLIMITED = new Grant("", KeyKind.ANY, EnumSet.allOf(Scope.class));

    /** How old an event may be before sending it counts as an import of history. */
    static final Duration HISTORY = Duration.ofDays(7);

    /** What a source calls a message that names a visitor and is no event. */
    private static final String IDENTITY_ONLY = "identity_only";

    public Grant {
        scopes = Set.copyOf(scopes);
    }

    /** It as a tree of JSON, which {@link #read} reads. */
    public Map<String, Object> tree() {
        return Map.of(
                "key", key,
                "kind", kind.wire(),
                "scopes", scopes.stream().map(Scope::wire).sorted().toList());
    }

    /** What was written, or unlimited when nothing was; what cannot be read allows least. */
    public static Grant read(Tree tree) {
        return tree.text("/key")
                .map(
                        key ->
                                new Grant(
                                        key,
                                        tree.text("/kind")
                                                .flatMap(KeyKind::find)
                                                .orElse(KeyKind.BROWSER),
                                        scopes(tree)))
                .orElse(UNLIMITED);
    }

    private static Set<Scope> scopes(Tree tree) {
        return tree.each("/scopes").stream()
                .flatMap(scope -> Scope.find(String.valueOf(scope.node())).stream())
                .collect(Collectors.toSet());
    }

    /** Whether the holder is a page, of which everybody may claim to be one. */
    public boolean browser() {
        return kind == KeyKind.BROWSER;
    }

    /** The message as far as the key may send it, or why it may not. */
    public Decoded limit(Decoded message, InboundRequest request) {
        if (message instanceof Decoded.Happened && !scopes.contains(Scope.EVENTS)) {
            return missing(Scope.EVENTS, "events");
        }
        if (identifies(message) && !scopes.contains(Scope.IDENTIFY)) {
            return missing(Scope.IDENTIFY, "identify, group or alias calls");
        }
        return browser() ? BrowserLimits.limit(message, request, key) : message;
    }

    /** Why an event of that time may not be sent, if so. */
    public Optional<Decoded.Rejected> tooOld(Instant eventTime, Instant receivedAt) {
        return scopes.contains(Scope.IMPORT) || !eventTime.isBefore(receivedAt.minus(HISTORY))
                ? Optional.empty()
                : Optional.of(missing(Scope.IMPORT, "events of more than 7 days ago"));
    }

    private static boolean identifies(Decoded message) {
        return message instanceof Decoded.Identified
                || message instanceof Decoded.Ignored ignored
                        && ignored.code().equals(IDENTITY_ONLY);
    }

    private Decoded.Rejected missing(Scope scope, String what) {
        return new Decoded.Rejected(
                KeyRefusal.SCOPE + scope.wire(),
                "key " + key + " may not send " + what + "; it lacks the scope " + scope.wire());
    }
}

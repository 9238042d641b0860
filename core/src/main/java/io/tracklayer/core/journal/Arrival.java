// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import io.tracklayer.core.access.Grant;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One inbound request as it was taken in, byte for byte.
 *
 * @param merchant whose it is; empty when it was refused before that was known
 * @param store which store; empty likewise
 * @param source id of the source
 * @param query query parameters without write keys
 * @param headers allow-listed request headers without credentials, names in lower case
 * @param remoteAddress the sender's address
 * @param verifiedBy how authenticity was proven, e.g. {@code hmac-sha256}
 * @param grant what its key allowed when it came
 * @param refusal why nothing of it is processed, or null when it is
 * @param raw the body after removing a content encoding; cut when the request was refused
 * @param again which request this one takes up again, or null when it is new
 */
public record Arrival(
        String merchant,
        String store,
        String source,
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String remoteAddress,
        Instant receivedAt,
        String verifiedBy,
        Grant grant,
        Refusal refusal,
        byte[] raw,
        Again again)
        implements JournalRecord {

    public Arrival {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(grant, "grant");
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** A new request that needs no key. */
    public Arrival(
            String merchant,
            String store,
            String source,
            String method,
            String path,
            Map<String, List<String>> query,
            Map<String, String> headers,
            String remoteAddress,
            Instant receivedAt,
            String verifiedBy,
            Refusal refusal,
            byte[] raw) {
        this(
                merchant,
                store,
                source,
                method,
                path,
                query,
                headers,
                remoteAddress,
                receivedAt,
                verifiedBy,
                Grant.UNLIMITED,
                refusal,
                raw,
                null);
    }

    /** The same request, now known to be a store's; {@code verifiedBy} may still be empty. */
    public Arrival ownedBy(String merchant, String store, String verifiedBy) {
        return new Arrival(
                merchant,
                store,
                source,
                method,
                path,
                query,
                headers,
                remoteAddress,
                receivedAt,
                verifiedBy,
                grant,
                refusal,
                raw,
                again);
    }

    /** The same request with what its key allows. */
    public Arrival with(Grant allowed) {
        return new Arrival(
                merchant,
                store,
                source,
                method,
                path,
                query,
                headers,
                remoteAddress,
                receivedAt,
                verifiedBy,
                allowed,
                refusal,
                raw,
                again);
    }

    /** The same request with an address and headers that say less of the visitor. */
    public Arrival without(String header, String address) {
        Map<String, String> fewer = new HashMap<>(headers);
        fewer.remove(header);
        return new Arrival(
                merchant,
                store,
                source,
                method,
                path,
                query,
                fewer,
                address,
                receivedAt,
                verifiedBy,
                grant,
                refusal,
                raw,
                again);
    }

    /** The same request, now known to be for the store's source of that name. */
    public Arrival from(String name) {
        return new Arrival(
                merchant,
                store,
                name,
                method,
                path,
                query,
                headers,
                remoteAddress,
                receivedAt,
                verifiedBy,
                grant,
                refusal,
                raw,
                again);
    }

    /** The same request as evidence of its refusal, with as much of its body as is kept. */
    public Arrival refusedFor(Refusal why, byte[] kept) {
        return new Arrival(
                merchant,
                store,
                source,
                method,
                path,
                query,
                headers,
                remoteAddress,
                receivedAt,
                "",
                grant,
                why,
                kept,
                again);
    }

    /** The same request, taken up again. */
    public Arrival takenUp(Again why) {
        return new Arrival(
                merchant,
                store,
                source,
                method,
                path,
                query,
                headers,
                remoteAddress,
                receivedAt,
                verifiedBy,
                grant,
                refusal,
                raw,
                why);
    }

    /** Which request it takes up again, when it does. */
    public Optional<Again> takesUp() {
        return Optional.ofNullable(again);
    }

    /** When work on it began: at its arrival, or when it was taken up again. */
    public Instant begunAt() {
        return again == null ? receivedAt : again.at;
    }

    /** Why it was refused, when it was. */
    public Optional<Refusal> refused() {
        return Optional.ofNullable(refusal);
    }

    /**
     * A request that could not be used is looked at again.
     *
     * @param offset its journal offset
     * @param at when the operator asked
     * @param by who, as they said
     */
    public record Again(long offset, Instant at, String by) {}

    /**
     * A request that was not taken.
     *
     * @param status what the sender was answered
     * @param code closed lower-case code
     * @param sentence what is wrong and what to do
     */
    public record Refusal(int status, String code, String sentence) {}
}

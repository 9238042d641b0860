// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.access.Grant;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What nobody searches an inbound request by, as one JSON column. */
record ArrivalHead(
        Map<String, List<String>> query,
        Map<String, String> headers,
        String remoteAddress,
        String verifiedBy,
        Grant grant,
        Arrival.Refusal refusal) {

    static ArrivalHead of(Arrival arrival) {
        return new ArrivalHead(
                arrival.query(),
                arrival.headers(),
                arrival.remoteAddress(),
                arrival.verifiedBy(),
                arrival.grant(),
                arrival.refusal());
    }

    static ArrivalHead read(String json) {
        Tree tree = Tree.root(StrictJson.readTrusted(json));
        Map<String, List<String>> query = new LinkedHashMap<>();
        tree.at("/query").members().forEach((name, list) -> query.put(name, Json.list(list)));
        return new ArrivalHead(
                query,
                Json.texts(tree.at("/headers")),
                text(tree, "/remote"),
                text(tree, "/verified_by"),
                Grant.read(tree.at("/grant")),
                refusal(tree.at("/refusal")));
    }

    String write() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("query", query);
        tree.put("headers", headers);
        tree.put("remote", remoteAddress);
        tree.put("verified_by", verifiedBy);
        if (!grant.key().isEmpty()) {
            tree.put("grant", grant.tree());
        }
        if (refusal != null) {
            tree.put(
                    "refusal",
                    Map.of(
                            "status", refusal.status(),
                            "code", refusal.code(),
                            "sentence", refusal.sentence()));
        }
        return StrictJson.writeText(tree);
    }

    Arrival toArrival(
            String merchant,
            String store,
            String source,
            String method,
            String path,
            Instant receivedAt,
            byte[] raw) {
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
                null);
    }

    private static Arrival.Refusal refusal(Tree tree) {
        return tree.find("/status")
                .map(
                        status ->
                                new Arrival.Refusal(
                                        ((Number) status).intValue(),
                                        text(tree, "/code"),
                                        text(tree, "/sentence")))
                .orElse(null);
    }

    private static String text(Tree tree, String pointer) {
        return (String) tree.find(pointer).orElse("");
    }
}

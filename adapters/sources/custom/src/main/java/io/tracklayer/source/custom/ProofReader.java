// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads how requests prove whom they are from. The schema has been checked before. */
final class ProofReader {
    /** Parameters that may hold a token, because the host never keeps them. */
    static final List<String> KEY_PARAMETERS = List.of("key", "k", "writekey");

    private static final List<String> KINDS = List.of("preset", "hmac", "basic", "token", "none");

    private final YamlText file;
    private final List<Problem> problems;

    ProofReader(YamlText file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    Proof read(Tree verify) {
        List<String> given = KINDS.stream().filter(verify.members()::containsKey).toList();
        if (given.size() != 1) {
            problem(verify.origin(), "\"verify\" takes exactly one of " + String.join(", ", KINDS));
            return new Proof.None();
        }
        return switch (given.get(0)) {
            case "preset" -> Presets.signature(verify.text("/preset").orElse(""));
            case "hmac" -> signature(verify.at("/hmac"));
            case "basic" -> new Proof.Basic(verify.text("/basic/user").orElse(""));
            case "token" -> token(verify.at("/token"));
            default -> new Proof.None();
        };
    }

    private Proof token(Tree token) {
        boolean query = token.members().containsKey("query");
        if (query
                && (token.members().containsKey("header")
                        || token.members().containsKey("prefix"))) {
            problem(token.origin(), "a token comes in a header or in the address, not in both");
        }
        if (query) {
            return new Proof.Token("", "", token.text("/query").orElse(""));
        }
        String header = lower(token, "/header", "authorization");
        String prefix = header.equals("authorization") ? "Bearer " : "";
        Object given = token.members().get("prefix");
        return new Proof.Token(header, given == null ? prefix : given.toString(), "");
    }

    private Proof signature(Tree hmac) {
        String signed = hmac.text("/signed").orElse("{body}");
        String timeHeader = lower(hmac, "/timestamp-header", "");
        String idHeader = lower(hmac, "/id-header", "");
        Map<String, String> pairs = new TreeMap<>();
        hmac.at("/pairs").members().forEach((part, name) -> pairs.put(part, name.toString()));
        boolean timed = !timeHeader.isEmpty() || pairs.containsKey("timestamp");
        if (signed.contains("{timestamp}") != timed) {
            problem(
                    hmac.origin(),
                    "{timestamp} in \"signed\" and the place of the time (\"timestamp-header\", or \"timestamp\" of \"pairs\") belong together: a time that is not signed proves nothing");
        }
        if (signed.contains("{id}") == idHeader.isEmpty()) {
            problem(hmac.origin(), "{id} in \"signed\" and \"id-header\" belong together");
        }
        if (!timed && hmac.members().containsKey("tolerance")) {
            problem(hmac.origin() + "/tolerance", "\"tolerance\" needs a signed {timestamp}");
        }
        return new Signature(
                hmac.text("/algorithm").orElse("sha256"),
                hmac.text("/encoding").orElse("hex"),
                lower(hmac, "/header", ""),
                hmac.text("/prefix").orElse(""),
                signed,
                timeHeader,
                idHeader,
                pairs,
                tolerance(hmac),
                hmac.text("/secret-encoding").orElse("text"));
    }

    private static Duration tolerance(Tree hmac) {
        return hmac.text("/tolerance").flatMap(Settings::parseDuration).orElse(Presets.TOLERANCE);
    }

    private static String lower(Tree tree, String pointer, String otherwise) {
        return tree.text(pointer).orElse(otherwise).toLowerCase(Locale.ROOT);
    }

    private void problem(String pointer, String sentence) {
        problems.add(file.at(pointer, sentence));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.EvidenceQueries.ObservationFilter;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.identity.OrderForms;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the requests that became no event, and looks into them for ids. */
final class TurnedAway {
    /** Shorter ones stand in too many requests by chance. */
    static final int SHORTEST = 4;

    private static final int MOST_ROWS = 200;
    private static final int MOST_BODIES = 60;
    private static final long MOST_BYTES = 8L << 20;

    private final Ground ground;
    private final String merchant;

    /**
     * Of one merchant and of those refused before theirs was known.
     *
     * @param merchant empty for all
     */
    TurnedAway(Ground ground, String merchant) {
        this.ground = ground;
        this.merchant = merchant;
    }

    /** The newest of each verdict. */
    List<ObservationRow> rows(Verdict... verdicts) {
        List<ObservationRow> rows = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            ObservationFilter filter = new ObservationFilter(verdict.wire(), "", "");
            ground.evidence().observations(filter, Long.MAX_VALUE, MOST_ROWS).stream()
                    .filter(row -> ground.sees(row.merchant()))
                    .filter(this::ofMerchant)
                    .forEach(rows::add);
        }
        return rows;
    }

    /** Who was refused before their merchant was known may have meant this one. */
    private boolean ofMerchant(ObservationRow row) {
        return merchant.isEmpty() || row.merchant().isEmpty() || row.merchant().equals(merchant);
    }

    /** The first of the rows whose request is about one of the words. */
    Optional<ObservationRow> having(Collection<String> words, List<ObservationRow> rows) {
        Set<String> telling =
                words.stream()
                        .filter(word -> word.length() >= SHORTEST)
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        return telling.isEmpty() ? Optional.empty() : read(new Words(telling), rows);
    }

    /** Whether all the rows can be looked into. */
    static boolean allRead(List<ObservationRow> rows) {
        return rows.stream()
                .collect(
                        Collectors.groupingBy(
                                ObservationRow::verdict,
                                Collectors.mapping(
                                        ObservationRow::arrivalOffset, Collectors.toSet())))
                .values()
                .stream()
                .allMatch(offsets -> offsets.size() <= MOST_BODIES);
    }

    // A flood of one kind must not keep the others from being looked into.
    private Optional<ObservationRow> read(Words words, List<ObservationRow> rows) {
        Set<Long> read = new HashSet<>();
        Map<Verdict, Integer> looked = new EnumMap<>(Verdict.class);
        long bytes = 0;
        for (ObservationRow row : rows) {
            if (looked.getOrDefault(row.verdict(), 0) >= MOST_BODIES
                    || bytes > MOST_BYTES
                    || !read.add(row.arrivalOffset())) {
                continue;
            }
            looked.merge(row.verdict(), 1, Integer::sum);
            byte[] body = body(row);
            bytes += body.length;
            if (words.in(body)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private byte[] body(ObservationRow row) {
        return ground.evidence()
                .arrival(row.arrivalOffset())
                .map(Arrival::raw)
                .orElseGet(() -> new byte[0]);
    }

    /**
     * Ids looked for in a request. One that is a mere number may be that of a customer or product,
     * which is no matter here.
     */
    private record Words(Set<String> wanted) {
        private static final Pattern NUMBER = Pattern.compile("\\d+");
        private static final Pattern OF_OTHERS =
                Pattern.compile(
                        "(?i)customer|user|product|variant|item|address|client|sku|price|total"
                                + "|amount|value|phone|zip|postal|time|date");
        private static final Pattern OF_ORDER = Pattern.compile("(?i)order|transaction");

        boolean in(byte[] body) {
            try {
                return in(StrictJson.read(body), "", false);
            } catch (MalformedInputException notJson) {
                return whole().matcher(new String(body, StandardCharsets.UTF_8)).find();
            }
        }

        /** The name is the last member on the way to it that is no index. */
        private boolean in(Object node, String name, boolean ofOthers) {
            if (node instanceof Map<?, ?> members) {
                return members.entrySet().stream()
                        .anyMatch(one -> member(String.valueOf(one.getKey()), one, ofOthers));
            }
            return node instanceof List<?> elements
                    ? elements.stream().anyMatch(one -> in(one, name, ofOthers))
                    : is(String.valueOf(node), name, ofOthers);
        }

        private boolean member(String key, Map.Entry<?, ?> one, boolean ofOthers) {
            return in(one.getValue(), key, ofOthers || OF_OTHERS.matcher(key).find());
        }

        private boolean is(String text, String name, boolean ofOthers) {
            String value = OrderForms.bare(text);
            boolean same = wanted.contains(value) || wanted.contains(text.strip());
            return same
                    && (!ofOthers
                            || !NUMBER.matcher(value).matches()
                            || OF_ORDER.matcher(name).find());
        }

        private Pattern whole() {
            return Pattern.compile(
                    wanted.stream()
                            .map(Pattern::quote)
                            .collect(
                                    Collectors.joining(
                                            "|",
                                            "(?iu)(?<![\\p{L}\\p{N}])(?:",
                                            ")(?![\\p{L}\\p{N}])")));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the node says of a window. */
record WindowAnswer(List<Map<?, ?>> symptoms) {
    private static final String OF_ORDER = " of order ";

    static WindowAnswer of(Web node, String path) {
        return new WindowAnswer(rows(node.json(path), "symptoms"));
    }

    List<Map<?, ?>> findings() {
        return symptoms.stream()
                .flatMap(symptom -> rows(symptom, "findings").stream())
                .collect(Collectors.toList());
    }

    /**
     * A line for each finding: symptom, layer, cause, plugin or -, how many.
     *
     * @param wanted a number that is a star here is one there, because it depends on how events met
     *     in batches
     */
    Set<String> lines(Set<String> wanted) {
        Set<String> lines = new TreeSet<>();
        for (Map<?, ?> symptom : symptoms) {
            for (Map<?, ?> finding : rows(symptom, "findings")) {
                String head = symptom.get("symptom") + " " + head(finding);
                boolean any = wanted.contains(head + " *");
                lines.add(head + " " + (any ? "*" : finding.get("affected")));
            }
        }
        return lines;
    }

    private static String head(Map<?, ?> finding) {
        String destination = finding.get("destination").toString();
        return finding.get("letter")
                + " "
                + finding.get("cause")
                + " "
                + (destination.isEmpty() ? "-" : destination.replaceAll("-m\\d+$", ""));
    }

    /** The orders a finding shows as examples. */
    static List<String> orders(Map<?, ?> finding) {
        return rows(finding, "proofs").stream()
                .map(proof -> proof.get("text").toString())
                .filter(text -> text.contains(OF_ORDER))
                .map(text -> text.substring(text.indexOf(OF_ORDER) + OF_ORDER.length()))
                .toList();
    }

    private static List<Map<?, ?>> rows(Map<?, ?> tree, String member) {
        List<Map<?, ?>> rows = new ArrayList<>();
        ((Iterable<?>) tree.get(member)).forEach(row -> rows.add((Map<?, ?>) row));
        return rows;
    }
}

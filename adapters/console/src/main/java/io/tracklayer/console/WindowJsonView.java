// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.diagnose.Finding;
import io.tracklayer.core.diagnose.Proof;
import io.tracklayer.core.diagnose.window.SymptomReport;
import io.tracklayer.core.diagnose.window.WindowFinding;
import io.tracklayer.core.diagnose.window.WindowReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** A diagnosis of a window as JSON. */
final class WindowJsonView {
    private WindowJsonView() {}

    static Map<String, Object> of(WindowReport report) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("since", report.question().since().toString());
        tree.put("until", report.question().until().toString());
        tree.put("destinations", report.question().destinations().stream().sorted().toList());
        tree.put("present", report.present());
        tree.put("symptoms", report.symptoms().stream().map(WindowJsonView::symptom).toList());
        return tree;
    }

    private static Map<String, Object> symptom(SymptomReport symptom) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("symptom", symptom.symptom().wire());
        tree.put("title", symptom.symptom().title());
        tree.put("present", symptom.present());
        tree.put("looked_at", symptom.lookedAt());
        tree.put("findings", symptom.findings().stream().map(WindowJsonView::finding).toList());
        return tree;
    }

    private static Map<String, Object> finding(WindowFinding found) {
        Finding finding = found.finding();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("letter", finding.layer().letter());
        tree.put("layer", finding.layer().wire());
        tree.put("destination", finding.destination());
        tree.put("state", finding.state().wire());
        tree.put("cause", finding.cause().wire());
        tree.put("title", finding.cause().title());
        tree.put("affected", found.affected());
        tree.put("of", found.of());
        tree.put("more_possible", found.cut());
        tree.put("sentence", finding.sentence());
        tree.put("proofs", finding.proofs().stream().map(WindowJsonView::proof).toList());
        tree.put("next", finding.next());
        return tree;
    }

    private static Map<String, Object> proof(Proof proof) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("text", proof.text());
        tree.put("link", proof.link());
        return tree;
    }
}

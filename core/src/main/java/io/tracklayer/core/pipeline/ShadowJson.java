// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report of a shadow run as JSON: the form of the API and of the command line. */
public final class ShadowJson {
    private ShadowJson() {}

    public static Map<String, Object> report(ShadowRun.Report report) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", report.version());
        tree.put("candidate", report.candidate());
        tree.put("events", report.events());
        tree.put("decisions", report.decisions());
        tree.put("changed", report.changed());
        tree.put("whole", report.whole());
        tree.put("changes", report.changes().stream().map(ShadowJson::change).toList());
        return tree;
    }

    private static Map<String, Object> change(ShadowRun.Change change) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("destination", change.destination());
        tree.put("direction", change.direction().wire());
        tree.put("before", change.before());
        tree.put("after", change.after());
        tree.put("count", change.count());
        List<Map<String, Object>> samples =
                change.samples().stream().map(ShadowJson::sample).toList();
        tree.put("samples", samples);
        return tree;
    }

    private static Map<String, Object> sample(ShadowRun.Sample sample) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("event", sample.eventSeq());
        tree.put("event_name", sample.eventName());
        tree.put("event_id", sample.eventId());
        tree.put("before", sample.before());
        tree.put("after", sample.after());
        return tree;
    }
}

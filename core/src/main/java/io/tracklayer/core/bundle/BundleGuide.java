// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What somebody reads first who has nothing but the bundle. */
final class BundleGuide {
    private static final Map<String, String> FILES = new LinkedHashMap<>();

    static {
        FILES.put("diagnosis.txt", "what became of each event, layer by layer, and why");
        FILES.put("summary.json", "what should have happened at each destination, and what did");
        FILES.put("events/N/event.json", "the event as it was understood");
        FILES.put("events/N/provenance.json", "which copy each field came from");
        FILES.put("events/N/notes.json", "what was corrected in it");
        FILES.put("events/N/merges.json", "copies that were joined, and ids that contradict");
        FILES.put("events/N/observations.json", "the requests it came with");
        FILES.put("events/N/deliveries.json", "one row per destination, with the decision");
        FILES.put("events/N/attempts.json", "calls to platforms and their answers");
        FILES.put("rules/", "the files of rules that decided");
        FILES.put("configuration.json", "how the merchant is set up");
        FILES.put("health.json", "the node, its pauses and incidents, as the bundle was made");
        FILES.put("log.json", "warnings and errors of the node that concern it");
        FILES.put("build.json", "version, commit, Java and system");
        FILES.put("REDACTED.txt", "what was taken out, where and why");
        FILES.put("manifest.json", "all files with their SHA-256");
    }

    private BundleGuide() {}

    /**
     * The text.
     *
     * @param summary as {@code summary.json} has it
     * @param build as {@code build.json} has it
     */
    static String text(Map<String, Object> summary, Map<String, Object> build, String madeAt) {
        StringBuilder text = new StringBuilder("Support bundle, made ").append(madeAt);
        text.append(" by TrackLayer ").append(build.get("version"));
        text.append(", commit ").append(build.get("commit")).append(".\n");
        ((List<?>) summary.get("events")).forEach(event -> event(text, (Map<?, ?>) event));
        text.append("\nIn it:\n");
        FILES.forEach((name, what) -> text.append("%-27s %s\n".formatted(name, what)));
        text.append("\nNot in it:\n");
        ((List<?>) summary.get("not_included"))
                .forEach(what -> text.append("- ").append(what).append('\n'));
        return text.toString();
    }

    private static void event(StringBuilder text, Map<?, ?> event) {
        text.append('\n').append(event.get("event_name")).append(' ').append(event.get("event_id"));
        if (event.containsKey("order_id")) {
            text.append(" of order ").append(event.get("order_id"));
        }
        text.append("\n  merchant ").append(event.get("merchant_id"));
        text.append(", store ").append(event.get("store_id"));
        text.append(", number ").append(event.get("number"));
        text.append(", happened ").append(event.get("timestamp"));
        text.append(", received ").append(event.get("received_at")).append('\n');
        for (Object each : (List<?>) event.get("destinations")) {
            Map<?, ?> line = (Map<?, ?>) each;
            text.append("  ").append(line.get("destination"));
            text.append(" (").append(line.get("platform")).append("): ");
            text.append(line.get("sentence")).append('\n');
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

/**
 * Something that needs a person.
 *
 * @param kind closed code
 * @param subject a destination, a merchant, or {@code node}
 * @param title what it is, in a few words
 * @param sentence what happened
 * @param next what to do
 * @param link page that shows more
 */
record Concern(Kind kind, String subject, String title, String sentence, String next, String link) {

    /** What it can be, the most urgent first. */
    enum Kind {
        JOURNAL_CLOSED("failed"),
        EVIDENCE_STALLED("failed"),
        DESTINATION_HELD("held"),
        CONFIGURATION_REFUSED("held"),
        INCIDENT_OPEN("failed"),
        DESTINATION_FAILING("failed"),
        REQUESTS_TURNED_AWAY("pending"),
        CONSENT_UNKNOWN("pending"),
        DELIVERIES_STRANDED("pending"),
        VERSION_ENDING("pending");

        private final String look;

        Kind(String look) {
            this.look = look;
        }

        /** The class of its banner. */
        String look() {
            return look;
        }
    }
}

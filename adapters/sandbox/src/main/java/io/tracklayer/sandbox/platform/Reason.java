// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

/**
 * Why an event was refused, dropped or worth a remark.
 *
 * @param code from a fixed set, fit to be counted
 * @param sentence what is wrong and where; may quote field names of the event
 */
public record Reason(String code, String sentence) {
    private static final int MAX_SENTENCE = 300;

    public Reason {
        if (sentence.length() > MAX_SENTENCE) {
            sentence = sentence.substring(0, MAX_SENTENCE);
        }
    }

    public String text() {
        return code + ": " + sentence;
    }
}

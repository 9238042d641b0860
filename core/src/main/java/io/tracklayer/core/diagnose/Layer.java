// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import java.util.Locale;

/** The questions about a conversion, in the order in which one can fail. */
public enum Layer {
    /** Did a request with it arrive, and was it let in? */
    ARRIVED("A", "Did it arrive?"),
    /** Did it become the right event: identity, consent, copies joined? */
    RECONCILED("B", "Was it enriched and deduplicated rightly?"),
    /** Was a delivery to the destination decided for and tried? */
    ATTEMPTED("C", "Was a delivery attempted?"),
    /** Did the platform take it? */
    ACCEPTED("D", "Did the platform accept it?"),
    /** Can the platform count it for an ad? */
    ATTRIBUTED("E", "Can it be attributed?");

    private final String letter;
    private final String question;

    Layer(String letter, String question) {
        this.letter = letter;
        this.question = question;
    }

    /** A to E. */
    public String letter() {
        return letter;
    }

    /** What the layer asks. */
    public String question() {
        return question;
    }

    /** The name in JSON. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

/** A plugin threw, did not come back, or is called no more; the message is a sentence. */
public final class PluginFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 300;

    PluginFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What was thrown, as text of bounded length: the innermost cause says most. */
    static String text(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String text = root.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}

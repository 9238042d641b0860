// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.delivery.Pause;

/** What it stands for that a whole destination is kept back. */
public final class PauseMeanings {
    private static final String BY_ITSELF = "Nothing: it goes on by itself and burns no attempt.";

    private PauseMeanings() {}

    /** Of a pause; who answered counts before what was said. */
    public static Meaning of(Pause pause) {
        return pause.code().equals(Pause.ANSWERED_BY_ANOTHER)
                ? Meanings.of(Pause.ANSWERED_BY_ANOTHER).orElseThrow()
                : of(pause.kind());
    }

    /** Of one kind of pause. */
    public static Meaning of(Pause.Kind kind) {
        return switch (kind) {
            case AUTH_HOLD ->
                    new Meaning(
                            Cause.SECRET_REFUSED,
                            "Put a new credential where {file} points to: on the page"
                                    + " /destinations/{destination}, or tl destinations rotate"
                                    + " {destination}. All that waits goes by itself then; one"
                                    + " delivery is tried every 5 minutes.");
            case CONFIG_HOLD ->
                    new Meaning(
                            Cause.SETTING_REFUSED,
                            "Correct {file}; all that waits goes by itself then. One delivery is"
                                    + " tried every 5 minutes.");
            case PLUGIN_SUSPENDED ->
                    new Meaning(
                            Cause.PLUGIN_FAILED,
                            "Change {file} or restart the node; why it is suspended: tl plugins"
                                    + " list");
            case OPERATOR ->
                    new Meaning(
                            Cause.PAUSED,
                            "When it may send again: tl destinations resume {destination}; all"
                                    + " that waits goes by itself then.");
            case THROTTLED, THROTTLED_LONG -> new Meaning(Cause.THROTTLED, BY_ITSELF);
            case RATE_WINDOW -> new Meaning(Cause.BACKLOG, BY_ITSELF);
        };
    }
}

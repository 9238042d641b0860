// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.spi.Setting;
import java.util.List;
import java.util.Optional;

/** What to do about remarks on a request that was taken. */
public final class Remarks {
    private static final Optional<String> BROWSER =
            Optional.of(
                    "Have /tl.js on the thank-you page report the purchase, so that it brings the"
                            + " _ga cookie's client id (docs/browser.md), or have the source send"
                            + " that id.");

    private static final String STRIPPED = "stripped:";

    private Remarks() {}

    /**
     * The step that fits the first remark with one of its own, else a general one.
     *
     * @param config of the destination, when it is still configured
     * @param remarks as they were made, at least one
     */
    public static String next(Optional<DestinationConfig> config, List<String> remarks) {
        return config.flatMap(known -> setting(known, remarks))
                .or(() -> remarks.stream().anyMatch(Remarks::derived) ? BROWSER : Optional.empty())
                .orElse("Have the source send what the remarks name.");
    }

    /** Whether it only tells what a refusal of the visitor took out, which nobody is to change. */
    public static boolean asConsentAsks(String remark) {
        return remark.startsWith(STRIPPED) && remark.endsWith(" is denied");
    }

    /** What was taken out and why, of a remark that {@link #asConsentAsks}. */
    static String takenOut(String remark) {
        return remark.substring(STRIPPED.length()).replace(",", ", ");
    }

    private static boolean derived(String remark) {
        return remark.startsWith("client_id derived");
    }

    /** A remark that names a setting is about the destination's file, not about the source. */
    private static Optional<String> setting(DestinationConfig known, List<String> remarks) {
        if (known.destination() == null) {
            return Optional.empty();
        }
        return known.destination().descriptor().settings().stream()
                .map(Setting::name)
                .filter(name -> name.indexOf('-') > 0)
                .filter(name -> remarks.stream().anyMatch(remark -> remark.startsWith(name + " ")))
                .findFirst()
                .map(
                        name ->
                                name.startsWith("test")
                                        ? "Remove " + name + " from " + known.file() + "."
                                        : "See to " + name + " in " + known.file() + ".");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Finds e-mail addresses where none may be, plain or percent-encoded. */
public final class EmailLike {
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}(@|%40)[A-Za-z0-9-]+\\.[A-Za-z0-9.-]+");

    /** Longer texts are refused for their length; scanning them would only cost time. */
    private static final int MAX_SCANNED = 2_000;

    private EmailLike() {}

    public static boolean in(JsonNode value) {
        return value.isTextual() && in(value.textValue());
    }

    public static boolean in(String text) {
        return text.length() <= MAX_SCANNED
                && (text.contains("@") || text.contains("%40"))
                && ADDRESS.matcher(text).find();
    }
}

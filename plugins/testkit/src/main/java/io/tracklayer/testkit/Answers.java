// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.PlatformAnswer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Platform answers as the host hands them to a destination. */
public final class Answers {
    private Answers() {}

    /** An answer with a body; {@code headers} alternates names and values. */
    public static PlatformAnswer of(int status, String body, String... headers) {
        Map<String, List<String>> named = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            named.put(headers[i].toLowerCase(Locale.ROOT), List.of(headers[i + 1]));
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new PlatformAnswer(status, named, bytes, jsonOrNull(bytes));
    }

    private static Object jsonOrNull(byte[] bytes) {
        try {
            return Json.read(bytes);
        } catch (MalformedInputException notJson) {
            return null;
        }
    }
}

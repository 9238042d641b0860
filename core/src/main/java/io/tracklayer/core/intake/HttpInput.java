// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import java.util.List;
import java.util.Map;

/**
 * What the HTTP server hands over: nothing of it has been trusted or interpreted yet.
 *
 * @param path without query
 * @param query parameters, decoded once
 * @param headers first value per name in lower case
 * @param body after removing a content encoding
 */
public record HttpInput(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String remoteAddress,
        byte[] body) {}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import java.util.Map;

/**
 * What the HTTP server answers.
 *
 * @param headers beyond Content-Type
 */
public record HttpOutput(
        int status, String contentType, byte[] body, Map<String, String> headers) {}

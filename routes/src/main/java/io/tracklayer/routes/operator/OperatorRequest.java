// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.operator;

import io.tracklayer.core.access.Operator;
import java.util.List;
import java.util.Map;

/**
 * One request of an operator who was let in.
 *
 * @param method GET or POST
 * @param body JSON as it came; empty for a GET
 */
public record OperatorRequest(
        String method,
        String path,
        Map<String, List<String>> query,
        byte[] body,
        Operator operator) {}

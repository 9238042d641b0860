// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.operator;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Operators;
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
        Operator operator) {
    private static final int LONGEST_NAME = 100;

    /**
     * Who gives an order, for the audit trail: an operator is who they logged in as. Only where the
     * machine or the admin token is all that is known, their word counts.
     *
     * @param said the member "by" of the order; may be blank
     */
    public String by(String said) {
        boolean nameless =
                operator.equals(Operator.LOCAL) || operator.equals(Operators.TOKEN_HOLDER);
        if (!nameless || said.isBlank()) {
            return operator.equals(Operator.LOCAL) ? "api" : operator.name();
        }
        return said.length() > LONGEST_NAME ? said.substring(0, LONGEST_NAME) : said;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.PlatformName;
import java.util.Optional;

/**
 * A Reddit pixel.
 *
 * @param errors in which form events are refused
 * @param textualAuth whether a wrong token is told in bare text instead of JSON
 * @param typesAsAuth whether a member of the wrong type is told as if the token were at fault
 * @param perSecond most requests in a second, if there is a limit
 */
record RedditPixel(
        String name,
        String token,
        Errors errors,
        boolean textualAuth,
        boolean typesAsAuth,
        Optional<Integer> perSecond)
        implements Account {

    static RedditPixel read(ControlFields fields) {
        fields.onlyKnown("token", "errors", "auth_body", "type_errors", "requests_per_second");
        return new RedditPixel(
                fields.requireText("account"),
                fields.requireText("token"),
                errors(fields),
                !fields.isFirst("auth_body", "json", "text"),
                !fields.isFirst("type_errors", "400", "403"),
                fields.number("requests_per_second", 1, 100_000).map(Long::intValue));
    }

    private static Errors errors(ControlFields fields) {
        String value = fields.text("errors").orElse("fields");
        return switch (value) {
            case "fields" -> Errors.FIELDS;
            case "bare" -> Errors.BARE;
            case "v2" -> Errors.V2;
            default -> {
                fields.error("\"errors\" must be fields, bare or v2");
                yield Errors.FIELDS;
            }
        };
    }

    @Override
    public PlatformName platform() {
        return PlatformName.REDDIT;
    }

    /** The forms in which refusals were seen. */
    enum Errors {
        /** With the members that are wrong. */
        FIELDS,
        /** Without. */
        BARE,
        /** As v2 did, which is seen behind v3 gateways too; the events are repeated. */
        V2
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import io.tracklayer.sandbox.platform.Reason;

/**
 * What is wrong with a call.
 *
 * @param diagnosis our word for it, fit to be counted
 * @param pointer the place, as Klaviyo gives it
 * @param detail what Klaviyo would say
 */
record KlaviyoProblem(String diagnosis, String pointer, String detail) {
    Reason reason() {
        return new Reason(diagnosis, pointer + " " + detail);
    }
}

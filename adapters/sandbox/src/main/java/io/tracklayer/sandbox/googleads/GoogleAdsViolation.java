// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

/**
 * One thing that is wrong with a request.
 *
 * @param field path in snake case
 * @param event the event concerned, or -1
 */
record GoogleAdsViolation(String field, String reason, String description, int event) {

    static GoogleAdsViolation ofRequest(String field, String reason, String description) {
        return new GoogleAdsViolation(field, reason, description, -1);
    }
}

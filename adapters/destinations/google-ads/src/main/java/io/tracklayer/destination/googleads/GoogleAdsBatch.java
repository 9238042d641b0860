// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

/**
 * What the records of one request have in common.
 *
 * @param test whether Google only validates them
 * @param retraction whether they remove conversions through the Google Ads API
 * @param account the Google Ads account
 * @param action the conversion action
 */
record GoogleAdsBatch(boolean test, boolean retraction, String account, String action) {

    String key() {
        return String.join(
                "/",
                test ? "test" : "live",
                retraction ? "retraction" : "conversion",
                account,
                action);
    }

    static GoogleAdsBatch ofKey(String key) {
        String[] parts = key.split("/", -1);
        return new GoogleAdsBatch(
                parts[0].equals("test"), parts[1].equals("retraction"), parts[2], parts[3]);
    }
}

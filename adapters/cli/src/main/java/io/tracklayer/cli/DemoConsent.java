// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

/** What a visitor said about tracking. */
enum DemoConsent {
    /** Yes to everything. */
    GRANTED,
    /** Yes to analytics, no to marketing. */
    REFUSED,
    /** Was not asked, or did not answer. */
    UNKNOWN
}

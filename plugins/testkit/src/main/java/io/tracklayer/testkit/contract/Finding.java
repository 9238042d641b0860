// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

/**
 * One thing that is wrong.
 *
 * @param subject what an exemption would name: a setting, a case, a path or a call
 * @param text where it is, what is wrong and what to do
 */
record Finding(String subject, String text) {

    /** A finding; the parts become one text. */
    static Finding of(String subject, String where, String what, String advice) {
        return new Finding(subject, where + ": " + what + ". " + advice);
    }
}

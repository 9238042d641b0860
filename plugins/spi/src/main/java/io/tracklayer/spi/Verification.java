// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

/** Whether a request is what it claims to be. */
public sealed interface Verification {

    /** It is. {@code how} names the proof, e.g. {@code hmac-sha256}. */
    record Authentic(String how) implements Verification {}

    /**
     * It is not; nothing of it is processed.
     *
     * @param status HTTP status to answer, 401 or 403
     * @param code closed lower-case code, e.g. {@code bad_signature}
     * @param sentence what is wrong and what to do, without secrets
     */
    record Refused(int status, String code, String sentence) implements Verification {}
}

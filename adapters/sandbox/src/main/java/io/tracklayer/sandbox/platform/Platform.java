// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

/**
 * One stand-in for a platform. Implementations are safe for concurrent calls and never throw on
 * what a caller sends.
 */
public interface Platform {
    /** Which one. */
    PlatformName name();

    /** Reads an account of this platform; what is wrong with it is told to the fields. */
    Account readAccount(ControlFields fields);

    /** The registered account this call addresses, else {@link Ledger#UNKNOWN_ACCOUNT}. */
    String accountOf(Call call);

    /** Judges the call and answers as the platform would. */
    Answer receive(Call call);

    /** The platform's own form of the error a fault asks for. */
    Answer errorAnswer(Call call, Fault fault);

    /** Everything it was given. */
    Ledger ledger();

    /** Forgets events and duplicates. */
    void reset();
}

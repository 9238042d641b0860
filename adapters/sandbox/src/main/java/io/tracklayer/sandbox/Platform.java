// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

/**
 * One stand-in for a platform. Implementations are safe for concurrent calls and never throw on
 * what a caller sends.
 */
sealed interface Platform
        permits MetaPlatform,
                Ga4Platform,
                PinterestPlatform,
                SnapchatPlatform,
                TikTokPlatform,
                WebhookReceiver {
    PlatformName name();

    /** The registered account this call addresses, else {@link Ledger#UNKNOWN_ACCOUNT}. */
    String accountOf(Call call);

    /** Judges the call and answers as the platform would. */
    Answer receive(Call call);

    /** The platform's own form of the error a fault asks for. */
    Answer errorAnswer(Call call, Fault fault);

    Ledger ledger();

    /** Forgets events and duplicates. */
    void reset();
}

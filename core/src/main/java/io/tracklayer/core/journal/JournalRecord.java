// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

/** What the journal holds: everything the evidence store can be rebuilt from. */
public sealed interface JournalRecord
        permits Arrival,
                Settlement,
                ReplayCommand,
                ReplayChunk,
                IdentityCommand,
                OperatorAction,
                PauseCommand {}

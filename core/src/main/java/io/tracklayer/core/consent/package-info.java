// SPDX-License-Identifier: Apache-2.0
/**
 * What the signals of a message say about consent, one class per signal, and what is remembered of
 * it per visitor. docs/consent.md says what each signal becomes.
 */
package io.tracklayer.core.consent;

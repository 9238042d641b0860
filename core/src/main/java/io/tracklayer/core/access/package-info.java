// SPDX-License-Identifier: Apache-2.0
/** What a write key may do: its kind, its scopes, and how often. */
package io.tracklayer.core.access;

// SPDX-License-Identifier: Apache-2.0
/** What a write key may do: its kind, its scopes, and how often; and who operates the node. */
package io.tracklayer.core.access;

// SPDX-License-Identifier: Apache-2.0
/**
 * Criteo server-side events, "Events API", version {@code s2s_v0}.
 *
 * <p>{@code POST https://widget.criteo.com/m/event?version=s2s_v0}. The version stands in {@link
 * io.tracklayer.destination.criteo.CriteoRequests}.
 *
 * <p>Criteo publishes no complete reference. Written, as of November 2026, from: Criteo, "Server To
 * Server – Website Events" (first part) and "mobile endpoint specification" (redirects); the source
 * of criteo/sgtm-criteo-tag and the readme of Criteo's "User Identification" web template; beside
 * them elbwalker/walkerOS (destination criteo), CommandersAct/Platform-Documentation and Tealium's
 * "Criteo connector" where those are silent.
 */
package io.tracklayer.destination.criteo;

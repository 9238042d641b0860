// SPDX-License-Identifier: Apache-2.0
/**
 * Meta Conversions API.
 *
 * <p>{@code POST https://graph.facebook.com/v25.0/{dataset id}/events}. Version v25.0 of 18
 * February 2026, served for at least two years; a retired version is answered by the next one with
 * the header {@code X-Ad-Api-Version-Warning}. To upgrade change the default of {@code api-version}
 * in {@link io.tracklayer.destination.meta.MetaSettings}.
 *
 * <p>Written from these documents of developers.facebook.com, as of November 2026: Conversions API:
 * Using the API; Parameters: main body, server event, customer information, custom data, original
 * event data; fbp and fbc; Handling duplicate events; Data processing options; Dataset quality API;
 * Graph API: Error handling; Rate limits; Securing requests (appsecret_proof). Beside them the
 * source of facebook/capi-param-builder (May 2026) for the cookie forms.
 */
package io.tracklayer.destination.meta;

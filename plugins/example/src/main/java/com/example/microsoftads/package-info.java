// SPDX-License-Identifier: Apache-2.0
/**
 * Microsoft Advertising, Conversions API (CAPI) for a UET tag: {@code POST
 * https://capi.uet.microsoft.com/v1/{tag}/events} with a bearer token, up to 1,000 events a call.
 * Source: "Conversions API (CAPI) Guide", Microsoft Learn, guides/uet-conversion-api-integration,
 * read through public descriptions on 2026-11-21. A new version of the API is changed here, in the
 * descriptor and in the setting {@code endpoint}.
 */
package com.example.microsoftads;

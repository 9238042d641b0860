// SPDX-License-Identifier: Apache-2.0
/** What operators want to know about a while, at a glance. */
package io.tracklayer.core.overview;

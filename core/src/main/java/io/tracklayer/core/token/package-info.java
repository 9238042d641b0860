// SPDX-License-Identifier: Apache-2.0
/** Access tokens for destinations that are authenticated by OAuth. */
package io.tracklayer.core.token;

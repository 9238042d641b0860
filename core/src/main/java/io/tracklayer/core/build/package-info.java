// SPDX-License-Identifier: Apache-2.0
/** What this build was made of. */
package io.tracklayer.core.build;

// SPDX-License-Identifier: Apache-2.0
/** The evidence as an operator sees it who sees some merchants only. */
package io.tracklayer.core.scope;

// SPDX-License-Identifier: Apache-2.0
/** What operators ask the node over HTTP, and what they order. */
package io.tracklayer.routes.operator;

// SPDX-License-Identifier: Apache-2.0
/** Who a message comes from: a person's browser or a program, and how much of that is kept. */
package io.tracklayer.core.traffic;

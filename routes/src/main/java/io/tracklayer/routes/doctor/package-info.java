// SPDX-License-Identifier: Apache-2.0
/** Checks of an installation, without a node. */
package io.tracklayer.routes.doctor;

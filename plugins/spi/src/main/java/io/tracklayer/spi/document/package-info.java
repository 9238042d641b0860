// SPDX-License-Identifier: Apache-2.0
/** Events as documents, for destinations that pass on the whole event in a shape of our own. */
package io.tracklayer.spi.document;

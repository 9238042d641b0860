// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The Java type and JSON form of a field's canonical value. */
public enum FieldType {
    /** A string, never blank. */
    TEXT(String.class),
    /**
     * A {@link BigDecimal} in major units with at most the currency's fraction digits; a JSON
     * number.
     */
    MONEY(BigDecimal.class),
    /** A {@link Long}; a JSON number. */
    INTEGER(Long.class),
    /** A {@link Boolean}. */
    FLAG(Boolean.class),
    /**
     * A {@link ClickId}; a JSON object with {@code value} and, when known, {@code seen_at} and
     * {@code landing_url}.
     */
    CLICK_ID(ClickId.class),
    /** A list of {@link Item}. */
    ITEMS(List.class),
    /** A tree of further properties. */
    TREE(Map.class);

    private final Class<?> javaType;

    FieldType(Class<?> javaType) {
        this.javaType = javaType;
    }

    /** The class every canonical value of this type is an instance of. */
    public Class<?> javaType() {
        return javaType;
    }
}

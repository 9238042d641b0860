// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The operators under {@code field}, all of which must hold for the values at a path. */
record FieldTest(List<Operator> operators) {
    FieldTest {
        operators = List.copyOf(operators);
    }

    boolean holds(List<Object> values) {
        for (Operator operator : operators) {
            if (!operator.holds(values)) {
                return false;
            }
        }
        return true;
    }

    String words() {
        return operators.stream().map(Operator::words).collect(Collectors.joining(" and "));
    }

    /** One operator with its operand. */
    sealed interface Operator {
        boolean holds(List<Object> values);

        String words();
    }

    /**
     * {@code eq}, {@code in} and {@code not}. Numbers are equal when their values are; a number is
     * never equal to text.
     *
     * @param in whether a value is to be among the options, or none of them
     */
    record Among(Set<Object> options, boolean in) implements Operator {
        @Override
        public boolean holds(List<Object> values) {
            return values.stream().anyMatch(value -> options.contains(comparable(value))) == in;
        }

        @Override
        public String words() {
            return (in ? "" : "not ") + Condition.words(options);
        }

        /** 1.10 and 1.1 are the same number. */
        static Object comparable(Object value) {
            return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
        }
    }

    /** {@code exists}. */
    record Exists(boolean wanted) implements Operator {
        @Override
        public boolean holds(List<Object> values) {
            return values.isEmpty() != wanted;
        }

        @Override
        public String words() {
            return wanted ? "known" : "not known";
        }
    }

    /** {@code gt}, {@code gte}, {@code lt} and {@code lte}; only numbers can be compared. */
    record Compared(Order order, BigDecimal bound) implements Operator {
        @Override
        public boolean holds(List<Object> values) {
            return values.stream()
                    .anyMatch(
                            value ->
                                    value instanceof BigDecimal number
                                            && order.fits(number.compareTo(bound)));
        }

        @Override
        public String words() {
            return order.sign + " " + bound.toPlainString();
        }
    }

    /** {@code starts-with}. */
    record StartsWith(String prefix) implements Operator {
        @Override
        public boolean holds(List<Object> values) {
            return values.stream()
                    .anyMatch(value -> value instanceof String text && text.startsWith(prefix));
        }

        @Override
        public String words() {
            return "starting with \"" + prefix + "\"";
        }
    }

    /**
     * {@code matches}: the pattern is found somewhere in the first 8,192 characters. The time it
     * takes grows with the length of the text only, whatever the pattern.
     */
    record Matches(Pattern pattern) implements Operator {
        static final int LONGEST_INPUT = 8 * 1024;

        @Override
        public boolean holds(List<Object> values) {
            return values.stream().anyMatch(value -> value instanceof String text && found(text));
        }

        private boolean found(String text) {
            String head = text.substring(0, Math.min(text.length(), LONGEST_INPUT));
            return pattern.matcher(head).find();
        }

        @Override
        public String words() {
            return "matching \"" + pattern.pattern() + "\"";
        }
    }

    /** How a number stands to a bound. */
    enum Order {
        GT(">"),
        GTE(">="),
        LT("<"),
        LTE("<=");

        private final String sign;

        Order(String sign) {
            this.sign = sign;
        }

        private boolean fits(int comparison) {
            return switch (this) {
                case GT -> comparison > 0;
                case GTE -> comparison >= 0;
                case LT -> comparison < 0;
                case LTE -> comparison <= 0;
            };
        }
    }
}

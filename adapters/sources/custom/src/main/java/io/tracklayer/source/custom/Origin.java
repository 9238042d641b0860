// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import java.util.List;
import java.util.Locale;

/** A place of a request that a value comes from. */
sealed interface Origin {

    /** What stands there; null or blank text when nothing does. */
    Object read(Scope scope);

    /** The place in words, as evidence shows it. */
    String words(Scope scope);

    /** Whether that place is one of the message, and not one that several messages share. */
    default boolean own(Scope scope) {
        return false;
    }

    /** Pointers into the body, of which the first that leads to something counts. */
    record At(Scope.Base base, List<Pointer> pointers) implements Origin {
        @Override
        public Object read(Scope scope) {
            Pointer first = first(scope);
            return first == null ? null : first.find(scope.base(base).node());
        }

        @Override
        public String words(Scope scope) {
            Pointer first = first(scope);
            return scope.base(base).origin() + (first == null ? "" : first.text());
        }

        @Override
        public boolean own(Scope scope) {
            return base != Scope.Base.DOCUMENT;
        }

        private Pointer first(Scope scope) {
            Object node = scope.base(base).node();
            for (Pointer pointer : pointers) {
                if (Scalars.exists(pointer.find(node))) {
                    return pointer;
                }
            }
            return null;
        }
    }

    /** The first result of a jq expression on what stands at a pointer. */
    record ByJq(Scope.Base base, Pointer pointer, Jq jq, String text) implements Origin {
        @Override
        public Object read(Scope scope) {
            Object input = pointer.find(scope.base(base).node());
            return input == null ? null : jq.first(input);
        }

        @Override
        public String words(Scope scope) {
            return "jq " + text + (place(scope).isEmpty() ? "" : " on " + place(scope));
        }

        @Override
        public boolean own(Scope scope) {
            return base != Scope.Base.DOCUMENT;
        }

        private String place(Scope scope) {
            return scope.base(base).origin() + pointer.text();
        }
    }

    /** A request header, name in lower case. */
    record Header(String name) implements Origin {
        @Override
        public Object read(Scope scope) {
            return scope.request().header(name).orElse(null);
        }

        @Override
        public String words(Scope scope) {
            return "header " + name;
        }
    }

    /** A parameter of the address. */
    record Parameter(String name) implements Origin {
        @Override
        public Object read(Scope scope) {
            return scope.request().parameter(name).orElse(null);
        }

        @Override
        public String words(Scope scope) {
            return "query " + name;
        }
    }

    /** An attribute of a CloudEvent. */
    record Attribute(String name) implements Origin {
        @Override
        public Object read(Scope scope) {
            return scope.attributes().get(name);
        }

        @Override
        public String words(Scope scope) {
            return "attribute " + name;
        }

        @Override
        public boolean own(Scope scope) {
            return scope.isFramed();
        }
    }

    /** Who sent the request. */
    enum Sender implements Origin {
        ADDRESS,
        USER_AGENT;

        @Override
        public Object read(Scope scope) {
            return this == ADDRESS
                    ? scope.request().remoteAddress()
                    : scope.request().header("user-agent").orElse(null);
        }

        @Override
        public String words(Scope scope) {
            return "request " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** The mapping itself. */
    record Constant(Object raw) implements Origin {
        @Override
        public Object read(Scope scope) {
            return raw;
        }

        @Override
        public String words(Scope scope) {
            return "mapping";
        }
    }
}

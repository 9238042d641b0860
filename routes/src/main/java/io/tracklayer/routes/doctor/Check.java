// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.doctor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What one check found.
 *
 * @param about what was looked at, one word or two
 * @param what what is so
 * @param where file, folder, address or destination; may be empty
 * @param advice what to do, empty when all is well
 */
record Check(Level level, String about, String what, String where, String advice) {

    enum Level {
        OK,
        WARN,
        FAIL
    }

    static Check ok(String about, String what, Object where) {
        return new Check(Level.OK, about, what, where.toString(), "");
    }

    static Check warn(String about, String what, Object where, String advice) {
        return new Check(Level.WARN, about, what, where.toString(), advice);
    }

    static Check fail(String about, String what, Object where, String advice) {
        return new Check(Level.FAIL, about, what, where.toString(), advice);
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("level", level.name().toLowerCase(Locale.ROOT));
        tree.put("check", about);
        tree.put("what", what);
        tree.put("where", where);
        tree.put("advice", advice);
        return tree;
    }
}

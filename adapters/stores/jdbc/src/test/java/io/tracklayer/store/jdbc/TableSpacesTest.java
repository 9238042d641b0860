// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether rows look for gaps among those of their own table only. */
class TableSpacesTest {
    private static final int SHARED_BY_ALL = 7;

    @TempDir Path folder;

    @Test
    void whatGrowsWithEveryEventHasASpaceOfItsOwnAlsoWhenOpenedAgain() throws SQLException {
        Map<String, Integer> first = spaces();
        assertEquals(17, Map.copyOf(first).values().stream().distinct().count(), first.toString());
        assertEquals(first.keySet(), spaces().keySet());
    }

    private Map<String, Integer> spaces() throws SQLException {
        try (JdbcEvidenceStore store = Given.store(folder);
                Connection connection =
                        DriverManager.getConnection("jdbc:hsqldb:file:" + folder + "/evidence");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT table_name, space_id"
                                        + " FROM information_schema.system_tablestats")) {
            assertEquals(0, store.appliedOffset());
            Map<String, Integer> spaces = new TreeMap<>();
            while (rows.next()) {
                spaces.put(rows.getString(1), rows.getInt(2));
            }
            return spaces.entrySet().stream()
                    .filter(space -> space.getValue() > SHARED_BY_ALL)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }
}

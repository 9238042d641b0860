// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import io.tracklayer.core.intake.LocalInput;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A part of a file that is imported.
 *
 * @param id of the import
 * @param by whose import it is
 * @param records what the source reads, one after the other
 * @param dryRun whether nothing is kept
 */
record Import(
        String id, String by, String store, String source, List<byte[]> records, boolean dryRun) {
    static final int MOST_RECORDS = 1_000;
    private static final String ID = "[a-z0-9-]{1,60}";

    /**
     * Reads what a client sends: {@code store}, {@code source}, {@code id}, {@code by}, {@code
     * format} (ndjson or csv), {@code separator}, {@code text} (for csv with the header row),
     * {@code dry_run}.
     */
    static Import of(byte[] body) throws MalformedInputException {
        Tree tree = Tree.root(StrictJson.read(body));
        String id = required(tree, "/id");
        if (!id.matches(ID)) {
            throw new MalformedInputException("bad_id", "id has lower-case letters and digits");
        }
        return new Import(
                id,
                by(tree),
                required(tree, "/store"),
                required(tree, "/source"),
                records(tree),
                Boolean.TRUE.equals(tree.find("/dry_run").orElse(false)));
    }

    /** Who gives an order, as they say; empty when they do not. */
    static String by(Tree order) {
        return order.text("/by").filter(text -> !text.isBlank()).orElse("");
    }

    /** The same import by somebody who is known better than by their word. */
    Import by(String known) {
        return new Import(id, known, store, source, records, dryRun);
    }

    static String required(Tree tree, String pointer) throws MalformedInputException {
        return tree.text(pointer)
                .filter(text -> !text.isBlank())
                .orElseThrow(
                        () ->
                                new MalformedInputException(
                                        "missing_member", pointer.substring(1) + " is missing"));
    }

    private static List<byte[]> records(Tree tree) throws MalformedInputException {
        String text = required(tree, "/text");
        String separator = tree.text("/separator").filter(it -> it.length() == 1).orElse(",");
        List<byte[]> records =
                switch (tree.text("/format").orElse("ndjson")) {
                    case "csv" -> rows(text, separator.charAt(0));
                    case "ndjson" -> lines(text);
                    default ->
                            throw new MalformedInputException(
                                    "bad_format", "format is ndjson or csv");
                };
        if (records.size() > MOST_RECORDS) {
            throw new MalformedInputException(
                    "too_many_records", "a part has at most " + MOST_RECORDS + " records");
        }
        return records;
    }

    private static List<byte[]> lines(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static List<byte[]> rows(String text, char separator) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<byte[]> rows = new ArrayList<>();
        try (CsvRows read =
                new CsvRows(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8, separator)) {
            for (Iterator<Object> each = read; each.hasNext(); ) {
                rows.add(MessageBody.bytes(each.next()));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return rows;
    }

    LocalInput input(byte[] record) {
        return new LocalInput("IMPORT", "/imports/" + id, "import by " + by, store, source, record);
    }
}

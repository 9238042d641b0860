// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The rows of a CSV text below its header row, read as they are asked for. A row is a map of its
 * cells by column name, empty cells left out. One that has another number of cells, or bytes of
 * another character set, is a text that says so, and so is what cannot be read further. No source
 * takes those, so they are seen as rejected and the good rows are kept. Rows are counted as in a
 * spreadsheet without empty lines: the header is row 1.
 */
public final class CsvRows implements Iterator<Object>, Closeable {
    private static final int MOST_CHARACTERS_A_CELL = 1 << 20;
    private static final String REPLACED = "\uFFFD";
    private static final CsvMapper MAPPER = mapper();

    private final MappingIterator<String[]> rows;
    private String[] header;
    private Object next;
    private boolean ended;
    private int count;

    /**
     * @param stream is closed with it
     */
    public CsvRows(InputStream stream, Charset charset, char separator) {
        // Replaced and not reported: the reader would lose what it has read ahead.
        InputStreamReader reader = new InputStreamReader(stream, charset);
        try {
            rows =
                    MAPPER.readerFor(String[].class)
                            .with(CsvSchema.emptySchema().withColumnSeparator(separator))
                            .readValues(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        next = row();
    }

    private static CsvMapper mapper() {
        StreamReadConstraints bounds =
                StreamReadConstraints.builder().maxStringLength(MOST_CHARACTERS_A_CELL).build();
        return CsvMapper.builder(CsvFactory.builder().streamReadConstraints(bounds).build())
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .build();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Object next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        Object row = next;
        next = row();
        return row;
    }

    private Object row() {
        try {
            while (!ended && rows.hasNextValue()) {
                String[] cells = rows.nextValue();
                count++;
                if (Arrays.stream(cells).anyMatch(cell -> cell.contains(REPLACED))) {
                    ended = header == null;
                    return "row " + count + ": not in the character set it should be in";
                }
                if (header != null) {
                    return cells.length == header.length ? named(cells) : odd(cells);
                }
                header = header(cells);
            }
            return null;
        } catch (JsonProcessingException malformed) {
            ended = true;
            return "row "
                    + (count + 1)
                    + ": the file cannot be read from here on, "
                    + malformed.getOriginalMessage();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String odd(String[] cells) {
        return "row "
                + count
                + ": "
                + cells.length
                + " cells where the header has "
                + header.length
                + ": "
                + String.join(" | ", cells);
    }

    private static String[] header(String[] cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.replace("\uFEFF", "").strip())
                .toArray(String[]::new);
    }

    private Map<String, Object> named(String[] cells) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isBlank()) {
                row.put(header[i], cells[i].strip());
            }
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}

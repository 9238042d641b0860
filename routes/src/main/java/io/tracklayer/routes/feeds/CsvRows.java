// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of a CSV text below its header row, read as they are asked for. A row is a map of its
 * cells by column name, empty cells left out. One that is no CSV, has another number of cells, or
 * bytes of another character set, is a text that says so, and so is what cannot be read further. No
 * source takes those, so they are seen as rejected and the good rows are kept. Rows are counted as
 * in a spreadsheet without empty lines: the header is row 1.
 */
public final class CsvRows implements Iterator<Object>, Closeable {
    private static final int MOST_CHARACTERS_A_ROW = 1 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Stands for a quote that may have closed a cell: another one right behind it is a text's. */
    private static final int CLOSED = -2;

    private static final String REPLACED = "\uFFFD";
    private static final CsvMapper MAPPER =
            CsvMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Reader reader;
    private final char separator;
    private final ObjectReader cells;
    private String[] header;
    private Object next;

    /** Why nothing more can be read; empty while something can. */
    private String end = "";

    private int count;

    /**
     * @param stream is closed with it
     */
    public CsvRows(InputStream stream, Charset charset, char separator) {
        // Replaced and not reported: the reader would lose what it has read ahead.
        this.reader = new BufferedReader(new InputStreamReader(stream, charset));
        this.separator = separator;
        this.cells =
                MAPPER.readerFor(String[].class)
                        .with(CsvSchema.emptySchema().withColumnSeparator(separator));
        try {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            next = first();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
        try {
            next = end.isEmpty() ? row() : null;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return row;
    }

    /** Reads the header; its problem, or else the first row. */
    private Object first() throws IOException {
        String text = text();
        if (text.isEmpty()) {
            return null;
        }
        Object row = read(text);
        if (row instanceof String[] names) {
            header = Arrays.stream(names).map(String::strip).toArray(String[]::new);
            Optional<String> twice = twice(header);
            if (twice.isEmpty()) {
                return row();
            }
            row =
                    said(
                            "the header names the column \""
                                    + twice.get()
                                    + "\" twice; no row can be read");
        }
        end = "there are no columns";
        return row;
    }

    private static Optional<String> twice(String[] names) {
        Set<String> known = new HashSet<>();
        return Arrays.stream(names).filter(n -> !n.isEmpty() && !known.add(n)).findFirst();
    }

    private Object row() throws IOException {
        String text = text();
        if (text.isEmpty()) {
            return null;
        }
        Object row = read(text);
        if (row instanceof String[] values) {
            return values.length == header.length ? named(values) : odd(values);
        }
        return row;
    }

    /** The cells of a row, or a text that says why it has none. */
    private Object read(String text) throws IOException {
        count++;
        if (!end.isEmpty()) {
            return said("the file cannot be read from here on, " + end);
        }
        if (text.contains(REPLACED)) {
            return said("not in the character set it should be in");
        }
        try {
            return cells.readValue(text);
        } catch (JsonProcessingException malformed) {
            return said("is no CSV, " + malformed.getOriginalMessage());
        }
    }

    private String said(String what) {
        return "row " + count + ": " + what;
    }

    /** The text of the next row, empty at the end of the file. */
    private String text() throws IOException {
        String text = line();
        while (text != null && text.isBlank()) {
            text = line();
        }
        return text == null ? "" : text;
    }

    /**
     * What stands before the next line end outside of quotes, which open where a cell begins; null
     * at the end of the file.
     */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean quoted = false;
        int before = separator;
        int read = reader.read();
        int first = read;
        while (read >= 0 && (quoted || read != '\n' && read != '\r') && fits(line)) {
            boolean opens = before == separator || before == CLOSED;
            boolean quote = read == '"' && (quoted || opens);
            before = quote && quoted ? CLOSED : read;
            quoted ^= quote;
            line.append((char) read);
            read = reader.read();
        }
        if (quoted && read < 0) {
            end = "a quote is opened and never closed";
        }
        return first < 0 ? null : line.toString();
    }

    private boolean fits(StringBuilder line) {
        boolean fits = line.length() < MOST_CHARACTERS_A_ROW;
        if (!fits) {
            end = "the row has more than " + MOST_CHARACTERS_A_ROW + " characters";
        }
        return fits;
    }

    private String odd(String[] values) {
        return said(
                values.length
                        + " cells where the header has "
                        + header.length
                        + ": "
                        + String.join(" | ", values));
    }

    private Map<String, Object> named(String[] values) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (!values[i].isBlank()) {
                row.put(header[i], values[i].strip());
            }
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

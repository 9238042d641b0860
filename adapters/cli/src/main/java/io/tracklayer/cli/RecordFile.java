// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of records, cut into parts at the ends of records: a line each or, as CSV, what stands
 * between two line ends outside of quotes. What a record means is not asked here.
 */
final class RecordFile implements AutoCloseable {
    private static final int MOST_CHARACTERS = 512 * 1024;

    private final Path file;
    private final BufferedReader reader;
    private final boolean csv;
    private final String header;
    private long lines;
    private long records;

    /** A part of the file: from which record on, counted from 1, and the text of them. */
    record Part(long first, int size, String text) {}

    RecordFile(Path file, boolean csv, Charset charset) {
        this.file = file;
        this.csv = csv;
        try {
            // reports what is no text in this charset instead of replacing it
            this.reader = Files.newBufferedReader(file, charset);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
        this.header = csv ? record().map(row -> row.replace("\uFEFF", "")).orElse("") : "";
    }

    /** Leaves out the next records. */
    void skip(long number) {
        while (records < number && record().isPresent()) {
            records++;
        }
    }

    /** The next records, up to a number; empty at the end. */
    Optional<Part> next(int most) {
        List<String> taken = new ArrayList<>();
        int characters = 0;
        while (taken.size() < most && characters < MOST_CHARACTERS) {
            Optional<String> record = record();
            if (record.isEmpty()) {
                break;
            }
            taken.add(record.get());
            characters += record.get().length();
        }
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        long first = records + 1;
        records += taken.size();
        String text = String.join("\n", taken);
        return Optional.of(new Part(first, taken.size(), csv ? header + "\n" + text : text));
    }

    private Optional<String> record() {
        String line = nonBlank();
        if (line == null) {
            return Optional.empty();
        }
        StringBuilder record = new StringBuilder(line);
        long began = lines;
        boolean open = csv && oddQuotes(line);
        while (open) {
            String more = line();
            if (more == null || record.length() > MOST_CHARACTERS) {
                throw new CliFailure(
                        file
                                + ":"
                                + began
                                + ": a quote is opened and not closed; correct the file");
            }
            record.append('\n').append(more);
            open ^= oddQuotes(more);
        }
        return Optional.of(record.toString());
    }

    private String nonBlank() {
        String line = line();
        while (line != null && line.isBlank()) {
            line = line();
        }
        return line;
    }

    private String line() {
        try {
            String line = reader.readLine();
            lines++;
            return line;
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static boolean oddQuotes(String line) {
        return line.chars().filter(character -> character == '"').count() % 2 == 1;
    }

    private CliFailure unreadable(IOException why) {
        return new CliFailure(
                file
                        + " cannot be read"
                        + (lines > 0 ? " after line " + lines : "")
                        + " ("
                        + why
                        + "); check the path and --charset",
                why);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }
}

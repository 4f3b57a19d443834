package io.msliqa.quality.labels;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the rows of a CSV file with a header; comma, semicolon or tab, whichever its first line has most of. */
final class CsvTable {

    private CsvTable() {}

    /** All rows, in order; what is wrong with the table itself goes to {@code checks}. */
    static List<RawLabel> read(Path file, CsvColumns columns, LabelChecks checks) {
        if (!Files.isRegularFile(file)) {
            checks.problem("there is no label file " + file);
            return List.of();
        }
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = format(file).parse(reader)) {
            return rows(file, parser, columns, checks);
        } catch (IOException | UncheckedIOException e) {
            checks.problem(file + " cannot be read as CSV in UTF-8: " + e.getMessage());
            return List.of();
        }
    }

    private static List<RawLabel> rows(Path file, CSVParser parser, CsvColumns columns, LabelChecks checks) {
        List<RawLabel> rows = new ArrayList<>();
        FieldColumns header = null;
        for (CSVRecord record : parser) {
            String place = file + ":" + parser.getCurrentLineNumber();
            if (header == null) {
                header = new FieldColumns(record.toList(), columns);
                header.report(place, checks);
                if (!header.missing().isEmpty()) {
                    return List.of();
                }
            } else {
                rows.add(header.row(place, cell -> cell < record.size() ? record.get(cell) : ""));
            }
        }
        return rows;
    }

    private static CSVFormat format(Path file) throws IOException {
        String header;
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            header = line == null ? "" : line;
        }
        char delimiter = ',';
        for (char other : new char[] {';', '\t'}) {
            if (count(header, other) > count(header, delimiter)) {
                delimiter = other;
            }
        }
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}

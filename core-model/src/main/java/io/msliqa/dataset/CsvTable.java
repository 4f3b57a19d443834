package io.msliqa.dataset;

import io.msliqa.dataset.CsvColumns.Field;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            List<RawLabel> rows = new ArrayList<>();
            Map<Field, Integer> places = null;
            for (CSVRecord record : parser) {
                String place = file + ":" + parser.getCurrentLineNumber();
                if (places == null) {
                    places = places(record, columns, file, checks);
                    if (!places.containsKey(Field.IMAGE) || !places.containsKey(Field.SCORE)) {
                        return List.of();
                    }
                } else {
                    rows.add(row(place, record, places));
                }
            }
            return rows;
        } catch (IOException | UncheckedIOException e) {
            checks.problem(file + " cannot be read as CSV in UTF-8: " + e.getMessage());
            return List.of();
        }
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

    private static Map<Field, Integer> places(CSVRecord header, CsvColumns columns, Path file, LabelChecks checks) {
        List<String> names = new ArrayList<>();
        header.forEach(name -> names.add(name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT)));
        Map<Field, Integer> places = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            columns.candidates(field).stream()
                    .map(name -> names.indexOf(name.toLowerCase(Locale.ROOT)))
                    .filter(place -> place >= 0)
                    .findFirst()
                    .ifPresent(place -> places.put(field, place));
            if (columns.mustHave(field) && !places.containsKey(field)) {
                checks.problem(file + ":1: no column for the " + field.name().toLowerCase(Locale.ROOT) + ", looked for "
                        + columns.candidates(field) + " in " + names);
            }
        }
        return places;
    }

    private static RawLabel row(String place, CSVRecord record, Map<Field, Integer> places) {
        return new RawLabel(
                place,
                cell(record, places.get(Field.IMAGE)),
                cell(record, places.get(Field.SCORE)),
                cell(record, places.get(Field.DEVIATION)),
                cell(record, places.get(Field.REFERENCE)),
                cell(record, places.get(Field.DISTORTION)),
                cell(record, places.get(Field.LEVEL)));
    }

    private static String cell(CSVRecord record, Integer place) {
        return place == null || place >= record.size() ? "" : record.get(place);
    }
}

package io.msliqa.quality.table;

import io.msliqa.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a table of text row by row, as RFC 4180 says: quoted cells may hold separators, line breaks and doubled quotes.
 *
 * <p>Unless the user names the separator, the first row tells it: the one that makes a header, or a picture and its
 * number, of this row, else the one that the row has most of. Blank lines are skipped. A row with more cells than the
 * first is refused: some separator in it was not meant as one.
 */
public final class TextTable implements Iterator<TableRow>, AutoCloseable {

    private static final int FIRST_ROW_AT_MOST = 1 << 16;

    private final String file;
    private final TableOption option;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final ColumnPlaces places;
    private TableRow next;

    private TextTable(String file, TableOption option, BufferedReader text) throws IOException {
        this.file = file;
        this.option = option;
        FirstRow first = firstRow(text);
        this.parser = format(first.separator()).parse(text);
        this.records = parser.iterator();
        this.places = first.places(option.columns());
        long line = first.isHeader() ? header() : 1;
        if (!places.problems().isEmpty()) {
            throw new UserException(
                    file + ":" + line + ": " + String.join("; ", places.problems()) + ". " + option.accepted());
        }
    }

    /**
     * Opens a table and reads its header.
     *
     * @param bytes closed with this, or if this fails
     * @param file the name of the file in messages
     * @throws UserException if a needed column is missing, or it is no table of text
     */
    public static TextTable open(InputStream bytes, String file, TableOption option) {
        try {
            return new TextTable(file, option, TextFile.reader(bytes));
        } catch (IOException | UncheckedIOException e) {
            close(bytes, e);
            throw noTable(file, 1, e, option);
        } catch (RuntimeException e) {
            close(bytes, e);
            throw e;
        }
    }

    private static void close(InputStream bytes, Exception failure) {
        try {
            bytes.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static UserException noTable(String file, long line, Exception failure, TableOption option) {
        Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        // Bytes are decoded ahead of the rows: their line is not known.
        String what = cause instanceof CharacterCodingException
                ? file + ": this is no text in UTF-8"
                : file + ":" + line + ": this is no table that can be read (" + cause.getMessage() + ")";
        return new UserException(what + ". " + option.accepted(), failure);
    }

    private FirstRow firstRow(BufferedReader text) throws IOException {
        text.mark(FIRST_ROW_AT_MOST);
        char[] begin = new char[FIRST_ROW_AT_MOST];
        int read = 0;
        for (int more = 0; more >= 0 && read < begin.length; read += Math.max(0, more)) {
            more = text.read(begin, read, begin.length - read);
        }
        text.reset();
        String head = new String(begin, 0, read);
        return FirstRow.of(head, option, TextTable::cells);
    }

    private static List<String> cells(String head, TableFormat.Separator separator) {
        try (CSVParser parser = format(separator).parse(new StringReader(head))) {
            for (CSVRecord record : parser) {
                if (!isBlank(record)) {
                    return record.toList();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Not with this separator; with none of them, reading the table says where.
            return List.of();
        }
        return List.of();
    }

    private static CSVFormat format(TableFormat.Separator separator) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator.character())
                .setIgnoreEmptyLines(false)
                .setIgnoreSurroundingSpaces(true)
                .get();
    }

    private static boolean isBlank(CSVRecord record) {
        return record.stream().allMatch(String::isBlank);
    }

    /** Skips the header and returns its line. */
    private long header() {
        long line = parser.getCurrentLineNumber() + 1;
        while (records.hasNext() && isBlank(records.next())) {
            line = parser.getCurrentLineNumber() + 1;
        }
        return line;
    }

    /** Where the fields stand in the rows. */
    public ColumnPlaces places() {
        return places;
    }

    /**
     * Whether there is another row.
     *
     * @throws UserException citing the line, if what follows is no row of a table
     */
    @Override
    public boolean hasNext() {
        if (next == null) {
            next = read();
        }
        return next != null;
    }

    private TableRow read() {
        long line = parser.getCurrentLineNumber() + 1;
        try {
            while (records.hasNext()) {
                CSVRecord record = records.next();
                if (!isBlank(record)) {
                    return row(line, record);
                }
                line = parser.getCurrentLineNumber() + 1;
            }
            return null;
        } catch (UncheckedIOException e) {
            throw noTable(file, line, e, option);
        }
    }

    private TableRow row(long line, CSVRecord record) {
        String place = file + ":" + line;
        int most = places.header().size();
        if (record.stream().skip(most).anyMatch(cell -> !cell.isBlank())) {
            throw new UserException(place + ": this row has " + record.size() + " cells, the first has " + most
                    + ". Put quotes round a cell that holds a separator; with decimal commas, separate by semicolons or tabs"
                    + " and say decimal=comma");
        }
        return new TableRow(place, record.toList(), places);
    }

    @Override
    public TableRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        TableRow row = next;
        next = null;
        return row;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}

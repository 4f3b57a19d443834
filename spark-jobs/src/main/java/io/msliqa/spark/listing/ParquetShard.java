package io.msliqa.spark.listing;

import io.msliqa.image.FailureReason;
import io.msliqa.spark.rows.CorpusRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * Reads pictures from a column of a Parquet file. It reads forward, a row group at a time, and holds the pictures of
 * that group in memory, as they are compressed there.
 */
final class ParquetShard implements OpenShard {

    private final String uri;
    private final ShardFile file;
    private final ParquetFileReader reader;
    private final MessageType column;
    private RecordReader<Group> group;
    private long nextRow;
    private long groupEnd;

    private ParquetShard(String uri, ShardFile file, ParquetFileReader reader, MessageType column) {
        this.uri = uri;
        this.file = file;
        this.reader = reader;
        this.column = column;
        reader.setRequestedSchema(column);
    }

    static ParquetShard open(String uri, Configuration hadoop, ShardRules rules) throws IOException {
        ShardFile file = ShardFile.of(uri, hadoop);
        ParquetFileReader reader = reader(file);
        MessageType schema = reader.getFileMetaData().getSchema();
        Optional<MessageType> column = BytesColumn.of(schema, rules.parquetColumn());
        if (column.isEmpty()) {
            reader.close();
            throw new IOException(BytesColumn.problem(schema, rules.parquetColumn()));
        }
        return new ParquetShard(uri, file, reader, column.get());
    }

    private static ParquetFileReader reader(ShardFile file) throws IOException {
        try {
            return ParquetFileReader.open(file.parquet());
        } catch (RuntimeException e) {
            throw new IOException("This is no Parquet file, or a damaged one: " + e.getMessage(), e);
        }
    }

    /** One entry for each row of the file, of which only the number of rows is read. */
    static List<CorpusRow> entries(CorpusRow shard, Configuration hadoop, ShardRules rules) throws IOException {
        try (ParquetFileReader reader = reader(ShardFile.of(shard.image(), hadoop))) {
            MessageType schema = reader.getFileMetaData().getSchema();
            List<CorpusRow> entries = new ArrayList<>();
            if (BytesColumn.of(schema, rules.parquetColumn()).isEmpty()) {
                String problem = BytesColumn.problem(schema, rules.parquetColumn());
                entries.add(CorpusRow.unlisted(shard.image(), FailureReason.UNSUPPORTED_FORMAT, problem));
                return entries;
            }
            for (long row = 0; row < reader.getRecordCount(); row++) {
                String image = shard.image() + ShardKind.SEPARATOR + row;
                entries.add(CorpusRow.inShard(image, CorpusRow.UNKNOWN, shard, row));
            }
            return entries;
        }
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public byte[] read(CorpusRow entry, int most) throws IOException {
        file.requireUnchanged(entry);
        if (group == null || entry.position() < nextRow || entry.position() >= groupEnd) {
            openGroup(entry.position());
        }
        Group row = group.read();
        for (nextRow++; nextRow <= entry.position(); nextRow++) {
            row = group.read();
        }
        return bytes(row);
    }

    private void openGroup(long row) throws IOException {
        long start = 0;
        for (int block = 0; block < reader.getRowGroups().size(); block++) {
            long end = start + reader.getRowGroups().get(block).getRowCount();
            if (row < end) {
                PageReadStore pages = reader.readRowGroup(block);
                group = new ColumnIOFactory()
                        .getColumnIO(column)
                        .getRecordReader(pages, new GroupRecordConverter(column));
                nextRow = start;
                groupEnd = end;
                return;
            }
            start = end;
        }
        throw new IOException("The Parquet file has no row " + row);
    }

    /**
     * The bytes of a row, which may lie in a group of their own, as in {@code image.bytes}; none where there is null.
     */
    private static byte[] bytes(Group row) {
        if (row.getFieldRepetitionCount(0) == 0) {
            return new byte[0];
        }
        return row.getType().getType(0).isPrimitive() ? row.getBinary(0, 0).getBytes() : bytes(row.getGroup(0, 0));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

package io.msliqa.spark.evaluation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Brings columns of numbers to the driver, partition by partition, without an object for each row: ten million rows take
 * the bytes of their numbers and no more.
 */
final class Numbers {

    private static final int ROWS = 8192;

    private Numbers() {}

    /**
     * Hands over all rows in the order of the partitions.
     *
     * @param columns of longs and doubles; a double that is null becomes NaN
     * @param sink is handed each row as eight bytes a column, and must read them all
     */
    static void forEach(Dataset<Row> rows, List<Column> columns, Consumer<ByteBuffer> sink) {
        int width = columns.size() * Long.BYTES;
        Iterator<byte[]> blocks = rows.select(columns.toArray(Column[]::new))
                .mapPartitions((MapPartitionsFunction<Row, byte[]>) part -> pack(part, width), Encoders.BINARY())
                .toLocalIterator();
        while (blocks.hasNext()) {
            ByteBuffer block = ByteBuffer.wrap(blocks.next());
            while (block.hasRemaining()) {
                sink.accept(block);
            }
        }
    }

    private static Iterator<byte[]> pack(Iterator<Row> rows, int width) {
        List<byte[]> blocks = new ArrayList<>();
        ByteBuffer block = ByteBuffer.allocate(ROWS * width);
        while (rows.hasNext()) {
            Row row = rows.next();
            for (int i = 0; i < row.size(); i++) {
                if (row.isNullAt(i)) {
                    block.putDouble(Double.NaN);
                } else if (row.get(i) instanceof Long number) {
                    block.putLong(number);
                } else {
                    block.putDouble(row.getDouble(i));
                }
            }
            if (!block.hasRemaining() || !rows.hasNext()) {
                byte[] full = new byte[block.position()];
                block.flip().get(full);
                blocks.add(full);
                block.clear();
            }
        }
        return blocks.iterator();
    }
}

package io.msliqa.spark.evaluation;

import io.msliqa.UserException;
import io.msliqa.quality.table.Field;
import io.msliqa.quality.table.TableFormat;
import io.msliqa.quality.table.TableRow;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.tables.TableFiles;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Checks a file of scores before it is used, and says everything that is wrong with it, by file and line. */
final class ScoreFileChecks {

    static final StructType TYPE = new StructType()
            .add(ScoreColumns.IMAGE, DataTypes.StringType)
            .add(ScoreColumns.SCORE, DataTypes.DoubleType);

    private static final int LISTED = 20;

    private final String file;
    private final TableFormat format;
    private final List<String> problems = new ArrayList<>();
    private long wrong;
    private long numbers;
    private String firstWithout = "";

    ScoreFileChecks(String file, TableFormat format) {
        this.file = file;
        this.format = format;
    }

    /** The picture and its score; the score is null where there is no number. */
    static Row row(TableRow row, TableFormat format) {
        double score = format.number(row.text(Field.SCORE));
        return RowFactory.create(row.text(Field.IMAGE), Double.isNaN(score) ? null : score);
    }

    /**
     * Reads the whole file.
     *
     * @throws UserException with the first problems and their number, if there is one
     */
    void require(TableFiles files, Configuration hadoop) {
        files.forEach(hadoop, this::check);
        if (numbers == 0) {
            problems.add(
                    firstWithout.isEmpty()
                            ? file + " has no row"
                            : firstWithout
                                    + " is no number, nor is any other; name the column as score=COLUMN, and decimal"
                                    + " commas as decimal=comma");
        }
        if (wrong > LISTED) {
            problems.add("and " + (wrong - LISTED) + " more");
        }
        if (!problems.isEmpty()) {
            throw new UserException("The scores '" + file + "' cannot be used:\n  " + String.join("\n  ", problems));
        }
    }

    private void check(TableRow row) {
        String text = row.text(Field.SCORE);
        double score = format.number(text);
        if (row.text(Field.IMAGE).isBlank()) {
            problem(row.place() + ": no image is named");
        } else if (Double.isNaN(score)) {
            if (firstWithout.isEmpty()) {
                firstWithout = row.place() + ": the score '" + text + "' of " + row.text(Field.IMAGE);
            }
        } else {
            numbers++;
        }
    }

    private void problem(String text) {
        wrong++;
        if (problems.size() < LISTED) {
            problems.add(text);
        }
    }
}

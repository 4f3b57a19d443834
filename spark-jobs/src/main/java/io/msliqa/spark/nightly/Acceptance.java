package io.msliqa.spark.nightly;

import io.msliqa.UserException;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.scoring.RunNames;
import io.msliqa.spark.settings.StorageSettings;
import io.msliqa.spark.store.NightHistory;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;

/** What a person says of a night that was judged. */
public final class Acceptance {

    private Acceptance() {}

    /**
     * Says of a night that it is as it should be: it may stand in the baseline of later ones, whatever it came to.
     *
     * @throws UserException if there is no such night
     */
    public static NightRow accept(SparkSession spark, NightlyFiles files, String night, StorageSettings settings) {
        NightHistory history = NightHistory.existing(spark, files.history());
        try (NightHistory.Writer writer = history.writer(RunNames.next(Instant.now()), settings)) {
            NightRow row = history.night(night)
                    .orElseThrow(() -> new UserException("There is no night '" + night + "' in " + history.location()));
            NightRow accepted = row.accept();
            writer.keep(accepted);
            return accepted;
        }
    }
}

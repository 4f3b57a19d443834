package io.msliqa.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.image.FailureReason;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestModels;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.ScoreTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table is the same in every country: what its files are called, and what is in it. */
class LocalesSparkTest {

    private static final List<String> LOCALES =
            List.of("", "ar-EG-u-nu-arab", "fa-IR", "bn-BD", "mr-IN", "th-TH-u-nu-thai", "tr-TR", "de-DE");

    @TempDir
    Path folder;

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @BeforeEach
    void pictures() throws IOException {
        TestModels.untrained(1).save(folder.resolve("model"));
        TestPictures.write(folder.resolve("in"), 3);
        Files.writeString(folder.resolve("in/broken.png"), "no picture");
    }

    @AfterEach
    void asBefore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    /** Two runs, the second of which replaces what the first one wrote: the names of all files, and all rows. */
    private Map<String, String> table(Path output) throws IOException {
        Settings settings = Settings.load(
                List.of(),
                Map.of(
                        "model.path", folder.resolve("model").toString(),
                        "scoring.mode", "single",
                        "scoring.wave-images", "2"));
        Inputs inputs = new Inputs(List.of(folder.resolve("in").toString()), List.of(), List.of());
        for (RunScope scope : List.of(RunScope.NEW, new RunScope(9, EnumSet.allOf(FailureReason.class)))) {
            new ScoringRun(SharedSpark.session(), settings, RunListener.NONE).run(inputs, output.toString(), scope);
        }
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            files.map(file -> output.relativize(file).toString())
                    .map(name -> name.replaceAll("part-.*", "part").replaceAll("\\d{8}T\\d{6}-[0-9a-f]{6}", "RUN"))
                    .forEach(name -> all.put(name, ""));
        }
        for (Row row : ScoreTable.existing(SharedSpark.session(), output.toString())
                .read()
                .drop("run_id", "scored_at")
                // As a number: Java's text of a time is that of the zone here.
                .withColumn("modified", functions.unix_micros(functions.col("modified")))
                .collectAsList()) {
            all.put(row.getString(0), row.toString());
        }
        return all;
    }

    @Test
    void inAnyLocaleAndTimeZoneATableIsTheSame() throws IOException {
        Locale.setDefault(Locale.ROOT);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Map<String, String> expected = table(folder.resolve("root"));
        assertThat(expected).containsKey("wave=000002").containsKey("_commits/000004.json");

        for (String tag : LOCALES) {
            Locale.setDefault(tag.startsWith("th") ? new Locale("th", "TH", "TH") : Locale.forLanguageTag(tag));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));

            assertThat(table(folder.resolve("in-" + tag))).as(tag).isEqualTo(expected);
        }
    }
}

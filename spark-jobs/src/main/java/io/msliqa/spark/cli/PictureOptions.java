package io.msliqa.spark.cli;

import io.msliqa.UserException;
import io.msliqa.quality.table.TableFormat;
import io.msliqa.spark.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of a job that scores what the user names with one model: which pictures, which model, and how. */
final class PictureOptions {

    @Parameters(
            arity = "0..*",
            paramLabel = "INPUT",
            description = "The pictures to score: files, folders (with all that lies below), tar and Parquet files with"
                    + " pictures in them, and patterns such as 's3a://bucket/2024/*.jpg'.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--manifest",
            paramLabel = "FILE[,KEY=VALUE...]",
            description =
                    "A list of pictures: text with one a line, or a table (.csv, .tsv, the same gzipped, .parquet) with a"
                            + " column 'image'; for another table image=COLUMN, " + TableFormat.HELP
                            + ". Relative paths"
                            + " start at the list's folder. May be repeated.")
    private List<String> manifests = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description =
                    "Folder of the model that scores (model.path): a model of this program, or a network of others"
                            + " with its protocol.conf. May be repeated: each picture is read and decoded once, and has a row"
                            + " for each model (model.more).")
    private List<String> models = new ArrayList<>();

    @Mixin
    private ScoringOptions scoring;

    /** Pictures, folders and patterns, as the user wrote them. */
    List<String> inputs() {
        return inputs;
    }

    /** One more of them, which stood behind an option that takes no value. */
    void add(String input) {
        inputs = new ArrayList<>(inputs);
        inputs.add(input);
    }

    /** Lists of pictures, as the user wrote them. */
    List<String> manifests() {
        return manifests;
    }

    /**
     * Refuses to go on without anything to score.
     *
     * @throws UserException if no picture and no list is named
     */
    void requireSome() {
        if (inputs.isEmpty() && manifests.isEmpty()) {
            throw new UserException(
                    "Nothing to score: name pictures, folders or patterns, or a list with --manifest, such as: msliqa"
                            + " score PICTURE.jpg");
        }
    }

    /** The settings, checked. */
    Settings settings() {
        return scoring.settings(models);
    }

    /** The options that every job which scores has. */
    ScoringOptions scoring() {
        return scoring;
    }
}

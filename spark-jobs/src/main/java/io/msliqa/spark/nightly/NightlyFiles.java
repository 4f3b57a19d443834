package io.msliqa.spark.nightly;

import io.msliqa.UserException;
import io.msliqa.spark.StorageProblem;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The folder that nightly runs fill.
 *
 * <pre>
 * DIR/scores/          the score table, as of msliqa score
 * DIR/history/         a row a night
 * DIR/canaries/        our own pictures
 * DIR/replay.json      how often quiet nights raise an alarm
 * DIR/reports/         a page, JSON, a mail, JUnit's XML, an OpenLineage event and the verdict of each night, the index,
 *                      and the last night's metrics
 * </pre>
 */
public final class NightlyFiles {

    private final Path root;

    private NightlyFiles(Path root) {
        this.root = root;
    }

    /**
     * A folder on any Hadoop file system.
     *
     * @throws UserException if it cannot be reached
     */
    public static NightlyFiles at(String place, Configuration hadoop) {
        try {
            Path path = StorageProblem.path(place);
            return new NightlyFiles(path.getFileSystem(hadoop).makeQualified(path));
        } catch (IOException e) {
            throw new UserException("The folder '" + place + "' cannot be used: " + StorageProblem.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new UserException("The folder '" + place + "' cannot be used: " + e.getMessage(), e);
        }
    }

    String root() {
        return root.toString();
    }

    /** The score table. */
    public String scores() {
        return new Path(root, "scores").toString();
    }

    /** The history. */
    public String history() {
        return new Path(root, "history").toString();
    }

    Path canaries() {
        return new Path(root, "canaries");
    }

    /** The page of all nights. */
    public Path index() {
        return report("index", "html");
    }

    /** The page of a night. */
    public Path page(String night) {
        return report(night, "html");
    }

    /** The JSON of a night. */
    public Path json(String night) {
        return report(night, "json");
    }

    /** The checks of a night as JUnit's XML. */
    public Path junit(String night) {
        return report(night, "junit.xml");
    }

    /** A night as an OpenLineage event. */
    public Path lineage(String night) {
        return report(night, "openlineage.json");
    }

    /** Metrics of the last night for Prometheus. */
    public Path metrics() {
        return report("msliqa", "prom");
    }

    /** What a night came to, in a few lines; it is there when all else is. */
    public Path verdict(String night) {
        return report(night, "verdict.json");
    }

    /** What the last replay found. */
    public Path replay() {
        return new Path(root, "replay.json");
    }

    /** The mail about a night. */
    public Path mail(String night) {
        return report(night, "eml");
    }

    private Path report(String name, String ending) {
        return new Path(new Path(root, "reports"), name + "." + ending);
    }
}

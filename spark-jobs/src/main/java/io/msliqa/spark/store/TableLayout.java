package io.msliqa.spark.store;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/** Says where the parts of a score table lie. Readers ignore names that begin with an underscore. */
record TableLayout(Path root) {

    static final String STAGING = "_staging";
    static final String COMMITS = "_commits";
    static final String RUNS = "_runs";
    static final String OWNER = "owner.json";

    private static final String WAVE = "wave=";
    private static final Pattern NUMBERED = Pattern.compile("(?:wave=)?([0-9]{1,9})(\\.json)?");

    Path staging() {
        return new Path(root, STAGING);
    }

    Path staging(String run) {
        return new Path(staging(), run);
    }

    Path staged(String run, int wave) {
        return new Path(staging(run), number(wave));
    }

    Path owner(String run) {
        return new Path(staging(run), OWNER);
    }

    Path commits() {
        return new Path(root, COMMITS);
    }

    Path commit(int wave) {
        return new Path(commits(), number(wave) + ".json");
    }

    Path published(int wave) {
        return new Path(root, WAVE + number(wave));
    }

    Path runs() {
        return new Path(root, RUNS);
    }

    Path run(String run) {
        return new Path(runs(), run + ".json");
    }

    static boolean isPublished(String name) {
        return name.startsWith(WAVE);
    }

    /** The number in the name of a wave's folder or a commit; 0, which none has, if the name is something else. */
    static int wave(Path path) {
        Matcher name = NUMBERED.matcher(path.getName());
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }

    /** Whether readers of Parquet ignore a file of such a name. */
    static boolean isHidden(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }

    /** A number in six digits, so that names sort as numbers do; in more if it has more. */
    private static String number(int wave) {
        return String.format(Locale.ROOT, "%06d", wave);
    }
}

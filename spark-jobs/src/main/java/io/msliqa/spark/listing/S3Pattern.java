package io.msliqa.spark.listing;

import java.io.IOException;
import java.util.regex.Pattern;

/**
 * A pattern of keys: stands for the objects whose keys match, and for those below a matching key, as if it were a
 * folder.
 */
record S3Pattern(S3Objects objects, String pattern) implements Place {

    @Override
    public String name() {
        return objects.name(pattern);
    }

    @Override
    public boolean exists() throws IOException {
        Pattern keys = keys();
        return objects.any(prefix(), object -> keys.matcher(object.key()).matches());
    }

    @Override
    public Runnable lookUp(Taking taking) {
        return () -> HadoopPlace.s3Tree(objects, taking).addMatching(prefix(), keys());
    }

    private Pattern keys() {
        return Pattern.compile(Glob.regex(pattern).pattern() + "(/.*)?", Pattern.DOTALL);
    }

    /** The prefix of all keys that can match. */
    private String prefix() {
        int end = 0;
        while (end < pattern.length() && !Glob.isPattern(pattern.substring(end, end + 1))) {
            end++;
        }
        return pattern.substring(0, end);
    }
}

package io.msliqa.spark.listing;

import io.msliqa.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads patterns such as {@code 2024/{01,02}/*.jpg}, and refuses those that it does not understand. */
final class Glob {

    private static final Pattern RANGE = Pattern.compile("\\{[^{},]*\\.\\.[^{},]*\\}");
    private static final int MOST = 100_000;

    private Glob() {}

    /** Whether a text is a pattern, which may stand for more than one name. */
    static boolean isPattern(String text) {
        return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
    }

    /** @throws UserException if it has something that other programs understand, but this one does not */
    static void requireUnderstood(String text) {
        if (text.contains("**")) {
            throw new UserException(
                    "'" + text + "' has '**', which is not understood here. Name the folder: all that lies"
                            + " below it is taken; listing.extensions says which files are");
        }
        if (RANGE.matcher(text).find()) {
            throw new UserException(
                    "'" + text + "' has a range in braces, which is not understood here. Name each, as in"
                            + " {0,1,2,3}, or let the shell write them out, without quotes");
        }
    }

    /** The pattern without braces: one pattern for each alternative. */
    static List<String> alternatives(String text) {
        List<String> open = new ArrayList<>(List.of(text));
        Set<String> done = new TreeSet<>();
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            int end = next.indexOf('}');
            int start = end < 0 ? -1 : next.lastIndexOf('{', end);
            if (start < 0) {
                done.add(next);
                continue;
            }
            for (String choice : next.substring(start + 1, end).split(",", -1)) {
                open.add(next.substring(0, start) + choice + next.substring(end + 1));
            }
            if (open.size() + done.size() > MOST) {
                throw new UserException("'" + text + "' stands for more than " + MOST
                        + " patterns; write a list and name" + " it with --manifest");
            }
        }
        return List.copyOf(done);
    }

    /** The expression that a name, or with slashes a path, must match. */
    static Pattern regex(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int end = c == '[' ? pattern.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (end > 0) {
                String set = pattern.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
                regex.append('[').append(set.replaceFirst("^!", "^")).append(']');
                i = end;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new UserException("'" + pattern + "' is no pattern: " + e.getDescription(), e);
        }
    }
}

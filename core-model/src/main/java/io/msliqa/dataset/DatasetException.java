package io.msliqa.dataset;

import java.util.List;

/**
 * All that is wrong with a data set that a user named, at once: it is for the user to mend, not a bug.
 *
 * <p>The message lists the first problems, each with its file and line where it has one, and says how many there are;
 * {@link #problems} has them all.
 */
public final class DatasetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** How many problems the message lists. */
    static final int LISTED = 20;

    private final List<String> problems;

    DatasetException(String dataset, List<String> problems) {
        super(message(dataset, problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, in the order of the files; never empty. */
    public List<String> problems() {
        return problems;
    }

    private static String message(String dataset, List<String> problems) {
        StringBuilder text = new StringBuilder(
                dataset + " cannot be used: " + problems.size() + (problems.size() == 1 ? " problem" : " problems"));
        problems.stream().limit(LISTED).forEach(problem -> text.append("\n  ").append(problem));
        if (problems.size() > LISTED) {
            text.append("\n  and ").append(problems.size() - LISTED).append(" more");
        }
        return text.toString();
    }
}

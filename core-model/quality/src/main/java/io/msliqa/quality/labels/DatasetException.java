package io.msliqa.quality.labels;

import io.msliqa.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reports everything that is wrong with a data set that a user named, at once: the user can mend it, it is no bug.
 *
 * <p>The message lists the first problems, each with its file and line where it has one, and says how many there are;
 * {@link #problems} has them all.
 */
public final class DatasetException extends UserException {

    private static final long serialVersionUID = 1L;

    /** How many problems the message lists. */
    static final int LISTED = 20;

    private final List<String> problems;
    private final transient LabelledSet rest;

    DatasetException(String dataset, List<String> problems) {
        this(dataset, problems, null);
    }

    /** @param rest the labels without a problem; null if there are none */
    DatasetException(String dataset, List<String> problems, LabelledSet rest) {
        super(message(dataset, problems));
        this.problems = List.copyOf(problems);
        this.rest = rest;
    }

    /** The labels without a problem, to find what else the user has to mend; empty if there are none. */
    public Optional<LabelledSet> rest() {
        return Optional.ofNullable(rest);
    }

    /** Every problem, in the order of the files; never empty. */
    public List<String> problems() {
        return problems;
    }

    /** The first problems, and how many more there are. */
    public List<String> listed() {
        List<String> listed = new ArrayList<>(problems.subList(0, Math.min(LISTED, problems.size())));
        if (problems.size() > LISTED) {
            listed.add("and " + (problems.size() - LISTED) + " more");
        }
        return listed;
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

package io.msliqa.protocol;

import io.msliqa.UserException;
import java.util.List;

/** All that is wrong with a protocol, at once, each with its file and line. */
public final class ProtocolException extends UserException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * What is wrong.
     *
     * @param file the protocol
     * @param problems a sentence each, with its place
     * @param network what the network's file says of itself; empty where nobody asked it
     */
    public ProtocolException(String file, List<String> problems, String network) {
        super(message(file, problems, network));
        this.problems = List.copyOf(problems);
    }

    /** One sentence a mistake. */
    public List<String> problems() {
        return problems;
    }

    private static String message(String file, List<String> problems, String network) {
        String said = network.isEmpty() ? "" : "\n" + network;
        String count = problems.size() == 1 ? "One thing is" : problems.size() + " things are";
        return count + " wrong in the protocol " + file + ":\n  - " + String.join("\n  - ", problems) + said;
    }
}

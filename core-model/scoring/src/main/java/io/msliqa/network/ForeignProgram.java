package io.msliqa.network;

import java.util.List;

/** A network of others, loaded. Safe for use by many threads; each call computes in its caller's thread alone. */
public interface ForeignProgram extends AutoCloseable {

    /** Its inputs; empty where the file does not say. */
    List<Port> inputs();

    /** Its outputs; empty where neither the file nor a trial says. */
    List<Port> outputs();

    /**
     * Computes.
     *
     * @param inputs all of them
     * @param outputs the names of those wanted, in this order
     * @return the outputs in that order
     * @throws IllegalStateException if the network fails, saying how
     * @throws ModelException if it has no such outputs
     */
    List<NamedValues> run(List<NamedValues> inputs, List<String> outputs);

    /** Frees the weights; no thread may be computing. */
    @Override
    void close();
}

package io.msliqa.protocol;

/** Protocols for tests: a plain one, and others that differ from it in a part. */
public final class Protocols {

    private Protocols() {}

    /** The mean of a whole picture's samples, from 0 to 1. */
    public static final String PLAIN = """
            protocol = 1
            name = plain
            inputs = [ { name = x } ]
            outputs = [ { name = score, is = score } ]
            scale { min = 0, max = 1, better = higher }
            """;

    /** The same with a view. */
    public static String withView(String steps) {
        return with("views { seen { steps = [ " + steps + " ] } }", "inputs = [ { name = x, view = seen } ]");
    }

    /** The same with other crops. */
    public static String withCrops(String crops) {
        return with("inputs = [ { name = x, crops = " + crops + " } ]", "score = [ { mean-of = crops } ]");
    }

    /** The same with other parts, which win. */
    public static String with(String... parts) {
        return PLAIN + String.join("\n", parts) + "\n";
    }

    /** Reads one. */
    public static NetworkProtocol read(String text) {
        return ProtocolFile.read(text, "folder/protocol.conf");
    }
}

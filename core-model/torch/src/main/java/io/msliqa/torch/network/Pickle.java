package io.msliqa.torch.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a pickle (Python's protocol 2) with the few opcodes that a TorchScript archive needs. */
final class Pickle {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickle() {
        opcode(0x80).opcode(2);
    }

    /** The whole pickle. */
    byte[] finish() {
        opcode('.');
        return out.toByteArray();
    }

    Pickle global(String module, String name) {
        byte[] text = (module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII);
        opcode('c').out.write(text, 0, text.length);
        return this;
    }

    Pickle text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        opcode('X').int32(utf8.length).out.write(utf8, 0, utf8.length);
        return this;
    }

    Pickle number(long value) {
        return opcode('J').int32(Math.toIntExact(value));
    }

    Pickle bool(boolean value) {
        return opcode(value ? 0x88 : 0x89);
    }

    Pickle none() {
        return opcode('N');
    }

    Pickle mark() {
        return opcode('(');
    }

    /** Closes the last mark. */
    Pickle tuple() {
        return opcode('t');
    }

    Pickle tuple(long... values) {
        mark();
        for (long value : values) {
            number(value);
        }
        return tuple();
    }

    Pickle emptyTuple() {
        return opcode(')');
    }

    Pickle emptyDictionary() {
        return opcode('}');
    }

    /** Puts the keys and values since the last mark into the dictionary before it. */
    Pickle setItems() {
        return opcode('u');
    }

    /** Makes an object of the class and the arguments on the stack. */
    Pickle newObject() {
        return opcode(0x81);
    }

    /** Gives the object its state. */
    Pickle build() {
        return opcode('b');
    }

    /** Calls the function on the stack with the arguments on the stack. */
    Pickle call() {
        return opcode('R');
    }

    /** Refers to what lies outside the pickle under the tuple on the stack. */
    Pickle persistent() {
        return opcode('Q');
    }

    private Pickle opcode(int code) {
        out.write(code);
        return this;
    }

    private Pickle int32(int value) {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
        out.write(bytes, 0, bytes.length);
        return this;
    }
}

package io.msliqa.spark;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.Path;

/** A file that is written, whose first bytes and whose end are calls of their own. */
final class FailingOutput extends FilterOutputStream {

    private final Path path;
    private boolean begun;
    private boolean closed;

    FailingOutput(Path path, OutputStream out) {
        super(out);
        this.path = path;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (begun) {
            out.write(bytes, offset, length);
            return;
        }
        begun = true;
        Failures.call("write", path, () -> {
            out.write(bytes, offset, length);
            return true;
        });
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            Failures.call("close", path, () -> {
                out.close();
                return true;
            });
        }
    }
}

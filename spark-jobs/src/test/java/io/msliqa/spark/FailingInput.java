package io.msliqa.spark;

import java.io.IOException;
import java.io.RandomAccessFile;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;

/** A file that is read, whose first bytes are a call of their own. */
final class FailingInput extends FSInputStream {

    private final Path path;
    private final RandomAccessFile in;
    private boolean begun;

    FailingInput(Path path) throws IOException {
        this.path = path;
        this.in = new RandomAccessFile(FailingFiles.file(path), "r");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (begun) {
            return in.read(bytes, offset, length);
        }
        begun = true;
        return Failures.call("read", path, () -> in.read(bytes, offset, length));
    }

    @Override
    public void seek(long position) throws IOException {
        in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
        return in.getFilePointer();
    }

    @Override
    public boolean seekToNewSource(long target) {
        return false;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

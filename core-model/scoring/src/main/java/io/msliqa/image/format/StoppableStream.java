package io.msliqa.image.format;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/** A stream that fails once its thread is asked to stop, so that a codec that cannot be stopped ends where it reads. */
final class StoppableStream extends ImageInputStreamImpl {

    /** Thrown where the thread was asked to stop. */
    static final class Stopped extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final ImageInputStream source;

    StoppableStream(ImageInputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        place();
        int value = source.read();
        streamPos += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        bitOffset = 0;
        place();
        int count = source.read(to, from, length);
        streamPos += Math.max(0, count);
        return count;
    }

    private void place() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new Stopped();
        }
        if (source.getStreamPosition() != streamPos) {
            source.seek(streamPos);
        }
    }

    @Override
    public long length() {
        try {
            return source.length();
        } catch (IOException e) {
            return -1;
        }
    }
}

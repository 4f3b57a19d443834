package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The rows of a PNG file's picture data, inflated one at a time. To be closed. */
final class PngData implements AutoCloseable {

    private final List<ByteView> chunks;
    private final boolean ended;
    private final Inflater inflater = new Inflater();
    private int next;

    /** @param ended whether the file has its end chunk, so that what is missing was not merely cut off */
    PngData(List<ByteView> chunks, boolean ended) {
        this.chunks = chunks;
        this.ended = ended;
    }

    /** Reads so many bytes. */
    void read(byte[] to, int from, int length) throws ImageException {
        int done = 0;
        try {
            while (done < length) {
                int count = inflater.inflate(to, from + done, length - done);
                done += count;
                if (count == 0) {
                    feed();
                }
            }
        } catch (DataFormatException e) {
            throw Problem.corrupt("The PNG file's picture data is damaged (" + e.getMessage() + ")");
        }
    }

    private void feed() throws ImageException {
        if (!inflater.needsInput() || next == chunks.size()) {
            String what = "The PNG file's picture data ends before its picture does";
            throw ended || inflater.finished() ? Problem.corrupt(what) : Problem.truncated(what);
        }
        ByteView chunk = chunks.get(next++);
        inflater.setInput(chunk.array(), chunk.start(), chunk.length());
    }

    @Override
    public void close() {
        inflater.end();
    }
}

package io.msliqa.image.jpeg;

/** Reads the picture data of one scan, interval by interval, and judges whether all of it was there. */
final class Scan {

    /**
     * The most bytes that may follow an interval's last block. Sound writers leave none, or pad to a word; a damaged
     * sector loses the decoder's place, and hundreds remain.
     */
    private static final int MOST_LEFT = 16;

    /** The most zeros or ones that a sound interval ends with before its padding. */
    private static final int MOST_FILLER = 4;

    private final EntropyBits in;
    private final int limit;
    private final int interval;
    private final String where;
    private int next;
    private int left;
    private int restarts;

    /** @param interval MCUs between restart markers, 0 for none */
    Scan(EntropyBits in, int from, int limit, int interval, String where) {
        this.in = in;
        this.limit = limit;
        this.interval = interval;
        this.where = where;
        this.next = in.open(from, limit);
        this.left = interval == 0 ? Integer.MAX_VALUE : interval;
    }

    /** To be called before each MCU: whether a new interval has begun. */
    boolean restarts() throws JpegException {
        if (left-- > 0) {
            return false;
        }
        close(false);
        int marker = next;
        while (marker < limit && in.file(marker) == 0xFF) {
            marker++;
        }
        int found = marker < limit ? in.file(marker) : -1;
        if (found != 0xD0 + restarts % 8) {
            throw found < 0 ? ended() : JpegException.corrupt("A part of its picture data is missing " + where);
        }
        restarts++;
        next = in.open(marker + 1, limit);
        left = interval - 1;
        return true;
    }

    /** To be called now and then: fails once bits are missing. */
    void check() throws JpegException {
        if (in.isOverrun()) {
            throw next >= limit
                    ? ended()
                    : JpegException.corrupt("Its picture data is damaged: premature end of data " + where);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new JpegException(JpegException.Kind.STOPPED, "Decoding was stopped");
        }
    }

    private JpegException ended() {
        return new JpegException(
                JpegException.Kind.TRUNCATED, "The file ends at byte " + limit + " within its picture data " + where);
    }

    /**
     * Ends the last interval.
     *
     * @return where the marker behind it begins, the end of the file where there is none
     */
    int finish() throws JpegException {
        close(true);
        return next;
    }

    private void close(boolean last) throws JpegException {
        check();
        int rest = in.left();
        boolean trailer = last && next >= limit;
        if (in.isPadding() ? in.fillerBefore() > MOST_FILLER && rest > MOST_LEFT : rest > MOST_LEFT && !trailer) {
            throw JpegException.corrupt(
                    "Its picture data is damaged: " + rest + " bytes belong to no part of the picture " + where);
        }
    }
}

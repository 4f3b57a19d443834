package io.msliqa.image.jpeg;

import java.util.Objects;

/**
 * Decodes JPEG: baseline, extended and progressive of 8 bits with Huffman coding, to the bits of libjpeg's slow integer
 * method with "fancy" upsampling; and lossless of up to 16 bits. Lost picture data is never made up: it throws.
 *
 * <p>Source: ITU-T T.81. Stops soon after its thread is interrupted.
 */
public final class JpegReader {

    /** How the components' colours are told. */
    public enum Colours {
        /** By the JFIF and Adobe markers and the components' names, as libjpeg does. */
        AS_MARKED,
        /** Three components are luma and chroma. */
        LUMA_CHROMA,
        /** As they are stored. */
        STORED
    }

    /** Real progressive files have some ten; each one costs a pass over the whole picture. */
    private static final int MOST_SCANS = 100;

    private final byte[] file;
    private final int limit;
    private final Colours colours;
    private final Tables tables;
    private final EntropyBits bits;
    private Frame frame;
    private Rendering rendering;
    private LosslessScan lossless;
    private int interval;
    private int scans;
    private boolean jfif;
    private int adobe = -1;

    private JpegReader(byte[] file, int limit, Colours colours, Tables tables) {
        this.file = file;
        this.limit = limit;
        this.colours = colours;
        this.tables = tables;
        this.bits = new EntropyBits(file);
    }

    /** Decodes the stream that begins at {@code from} and may go on to {@code limit}. */
    public static JpegPicture decode(byte[] file, int from, int limit) throws JpegException {
        return new JpegReader(file, limit, Colours.AS_MARKED, new Tables()).read(from);
    }

    /**
     * Decodes a stream that may leave its tables to another one, as strips of TIFF files do.
     *
     * @param shared a stream of tables alone; may be empty
     */
    public static JpegPicture decode(byte[] shared, byte[] file, int from, int limit, Colours colours)
            throws JpegException {
        Objects.requireNonNull(colours, "colours");
        Tables tables = new Tables();
        if (shared.length > 2) {
            new JpegReader(shared, shared.length, colours, tables).readTables();
        }
        return new JpegReader(file, limit, colours, tables).read(from);
    }

    private void readTables() throws JpegException {
        int at = 2;
        while (at + 4 <= limit) {
            int marker = u8(at + 1);
            if (marker == 0xD9) {
                return;
            }
            at = segment(marker, at + 2);
        }
    }

    private JpegPicture read(int from) throws JpegException {
        int at = from + 2;
        while (true) {
            while (at < limit && u8(at) != 0xFF) {
                at++;
            }
            while (at < limit && u8(at) == 0xFF) {
                at++;
            }
            if (at >= limit) {
                return picture(true);
            }
            int marker = u8(at);
            at++;
            if (marker == 0xD9) {
                return picture(false);
            }
            if (marker == 0xD8) {
                throw JpegException.corrupt("A second picture begins at byte " + (at - 2) + " within the first");
            }
            if (marker > 1 && (marker < 0xD0 || marker > 0xD7)) {
                at = segment(marker, at);
            }
        }
    }

    private JpegPicture picture(boolean ended) throws JpegException {
        String gone = frame == null ? "before any picture data" : scans == 0 ? "before its picture data" : "";
        boolean complete = gone.isEmpty() && isComplete();
        if (!complete) {
            throw new JpegException(
                    ended ? JpegException.Kind.TRUNCATED : JpegException.Kind.CORRUPT,
                    (ended ? "The file ends at byte " + limit + " without an end marker, " : "The picture ends ")
                            + (gone.isEmpty() ? "before its last scan" : gone));
        }
        if (lossless != null) {
            return lossless.picture();
        }
        if (rendering == null) {
            rendering = new Rendering(frame, isLumaChroma());
            new StoredBlocks(frame, rendering).render();
        }
        return new JpegPicture(frame, rendering.picture());
    }

    private boolean isComplete() {
        if (lossless != null || rendering != null) {
            return true;
        }
        for (Component component : frame.components) {
            if (!component.isComplete()) {
                return false;
            }
        }
        return true;
    }

    /** Returns the position behind a segment and the coded data that belongs to it. */
    private int segment(int marker, int at) throws JpegException {
        int length = at + 2 > limit ? 0 : u8(at) << 8 | u8(at + 1);
        int end = at + length;
        if (at + 2 > limit || end > limit) {
            throw new JpegException(
                    JpegException.Kind.TRUNCATED, "The file ends at byte " + limit + " within its headers");
        }
        if (length < 2) {
            throw JpegException.corrupt(
                    "The segment at byte " + (at - 2) + " says that it is " + length + " bytes long");
        }
        int from = at + 2;
        switch (marker) {
            case 0xDB -> tables.quantisation(file, from, end);
            case 0xC4 -> tables.huffman(file, from, end);
            case 0xDD -> interval = length < 4 ? 0 : u8(from) << 8 | u8(from + 1);
            case 0xE0 -> jfif |= length >= 16 && isText(from, "JFIF\0");
            case 0xEE -> adobe = length >= 14 && isText(from, "Adobe") ? u8(from + 11) : adobe;
            case 0xDA -> {
                return scan(from, end);
            }
            case 0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF -> {
                if (frame != null) {
                    throw JpegException.corrupt("It has two frame headers");
                }
                frame = FrameHeader.read(marker, file, from, end);
            }
            default -> {
                // Comments and what applications keep for themselves.
            }
        }
        return end;
    }

    private int scan(int from, int end) throws JpegException {
        if (frame == null) {
            throw JpegException.corrupt("It has picture data before its frame header");
        }
        if (++scans > MOST_SCANS) {
            throw JpegException.corrupt("It has more than " + MOST_SCANS + " scans");
        }
        ScanHeader header = ScanHeader.read(frame, tables, file, from, end);
        bits.expect(interval == 0 && !frame.isProgressive() ? limit - end : 0);
        Scan scan = new Scan(bits, end, limit, interval, "(scan " + scans + ")");
        if (frame.isLossless()) {
            lossless = new LosslessScan(frame, header, bits, scan, lossless);
            lossless.read();
        } else if (!frame.isProgressive() && header.components().size() == frame.components.length) {
            if (rendering != null) {
                throw JpegException.corrupt("It has its picture data twice");
            }
            rendering = new Rendering(frame, isLumaChroma());
            new SequentialScan(frame, bits, scan).render(rendering);
        } else {
            new StoredScan(frame, header, bits, scan).read();
        }
        return scan.finish();
    }

    private boolean isLumaChroma() {
        Component[] all = frame.components;
        if (all.length != 3 || colours != Colours.AS_MARKED) {
            return all.length == 3 && colours == Colours.LUMA_CHROMA;
        }
        boolean named = all[0].id == 'R' && all[1].id == 'G' && all[2].id == 'B';
        return jfif || (adobe >= 0 ? adobe != 0 : !named);
    }

    private boolean isText(int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (u8(at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int u8(int at) {
        return file[at] & 0xFF;
    }
}

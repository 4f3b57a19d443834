package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import io.msliqa.image.Orientation;
import java.util.HashMap;
import java.util.Map;

/**
 * The first directory of a TIFF structure: a TIFF or BigTIFF file, or the EXIF payload of another format. Values are
 * read lazily, and only whole numbers; nothing is allocated on the word of the file.
 *
 * <p>Source: TIFF Revision 6.0 (Adobe 1992), section 2; BigTIFF as in libtiff.
 */
final class TiffDirectory {

    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int ICC_PROFILE = 34675;

    /** Bytes of a value by TIFF type code; 0 for codes that do not exist. */
    private static final int[] TYPE_SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private record Entry(int type, long count, long valuesAt) {}

    private final ByteView file;
    private final boolean bigEndian;
    private final Map<Integer, Entry> entries = new HashMap<>();

    private TiffDirectory(ByteView file, boolean bigEndian) {
        this.file = file;
        this.bigEndian = bigEndian;
    }

    static TiffDirectory first(ByteView file) throws ImageException {
        TiffDirectory directory = new TiffDirectory(file, file.startsWith("MM"));
        int version = directory.u16(2);
        if (version != 42 && version != 43) {
            throw PictureHeader.corrupt("The TIFF structure has the version " + version + ", neither 42 nor 43");
        }
        directory.readEntries(version == 43);
        return directory;
    }

    /** The orientation in an EXIF payload; upright where the payload has none or is damaged. */
    static Orientation exifOrientation(ByteView payload) {
        try {
            ByteView tiff = payload.startsWith("Exif\0\0") ? payload.from(6) : payload;
            return first(tiff).orientation();
        } catch (ImageException unreadable) {
            return Orientation.UPRIGHT;
        }
    }

    Orientation orientation() throws ImageException {
        return Orientation.ofExif(number(ORIENTATION, 1));
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    long count(int tag) {
        Entry entry = entries.get(tag);
        return entry == null ? 0 : entry.count;
    }

    /** The first value of a tag, or {@code otherwise} where the tag is missing. */
    long number(int tag, long otherwise) throws ImageException {
        return count(tag) == 0 ? otherwise : number(tag, 0L, otherwise);
    }

    private long number(int tag, long index, long otherwise) throws ImageException {
        Entry entry = entries.get(tag);
        long at = entry.valuesAt + index * TYPE_SIZES[entry.type];
        return switch (entry.type) {
            case 1, 6, 7 -> file.u8(at);
            case 3, 8 -> u16(at);
            case 4, 9, 13 -> u32(at);
            case 16, 17, 18 -> u64(at);
            default -> otherwise;
        };
    }

    /** Value {@code index} of a tag that has that many; 0 if it is no whole number. */
    long element(int tag, long index) throws ImageException {
        return number(tag, index, 0);
    }

    /** The bytes of a tag of byte type; empty where it is missing. */
    ByteView bytes(int tag) throws ImageException {
        Entry entry = entries.get(tag);
        return entry == null ? ByteView.NONE : file.slice(entry.valuesAt, entry.count * TYPE_SIZES[entry.type]);
    }

    private void readEntries(boolean big) throws ImageException {
        long at = big ? u64(8) : u32(4);
        long count = big ? u64(at) : u16(at);
        int entrySize = big ? 20 : 12;
        int inlineSize = big ? 8 : 4;
        long first = at + (big ? 8 : 2);
        if (count < 1 || count > 65_535) {
            throw PictureHeader.corrupt("The TIFF directory at byte " + at + " says that it has " + count + " entries");
        }
        file.require(first, count * entrySize);
        for (long entry = first; entry < first + count * entrySize; entry += entrySize) {
            int type = u16(entry + 2);
            long values = big ? u64(entry + 4) : u32(entry + 4);
            if (type >= TYPE_SIZES.length || TYPE_SIZES[type] == 0 || values < 0 || values > file.length()) {
                continue;
            }
            long inline = entry + entrySize - inlineSize;
            boolean fits = values * TYPE_SIZES[type] <= inlineSize;
            entries.putIfAbsent(u16(entry), new Entry(type, values, fits ? inline : big ? u64(inline) : u32(inline)));
        }
    }

    private int u16(long at) throws ImageException {
        return bigEndian ? file.u16be(at) : file.u16le(at);
    }

    private long u32(long at) throws ImageException {
        return bigEndian ? file.u32be(at) : file.u32le(at);
    }

    private long u64(long at) throws ImageException {
        return bigEndian ? u32(at) << 32 | u32(at + 4) : u32(at) | u32(at + 4) << 32;
    }
}

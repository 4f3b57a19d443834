package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A directory of a TIFF structure: of a TIFF or BigTIFF file, or of the EXIF payload of another format. Values are read
 * lazily; nothing is allocated on the word of the file.
 *
 * <p>Source: TIFF Revision 6.0 (Adobe 1992), section 2; BigTIFF as in libtiff.
 */
final class TiffDirectory {

    /** Bytes of a value by TIFF type code; 0 for codes that do not exist. */
    private static final int[] TYPE_SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    /** More than any file has; a chain may be made endless. */
    private static final int MOST_DIRECTORIES = 1024;

    private static final int LONGEST_TEXT = 256;

    private record Entry(int type, long count, long valuesAt) {}

    private final ByteView file;
    private final boolean bigEndian;
    private final boolean big;
    private final Map<Integer, Entry> entries = new HashMap<>();
    private long next;

    private TiffDirectory(ByteView file, boolean bigEndian, boolean big, long at) throws ImageException {
        this.file = file;
        this.bigEndian = bigEndian;
        this.big = big;
        readEntries(at);
    }

    static TiffDirectory first(ByteView file) throws ImageException {
        boolean bigEndian = file.startsWith("MM");
        int version = bigEndian ? file.u16be(2) : file.u16le(2);
        if (version != 42 && version != 43) {
            throw Problem.corrupt("The TIFF structure has the version " + version + ", neither 42 nor 43");
        }
        boolean big = version == 43;
        long at = bigEndian
                ? (big ? file.u32be(8) << 32 | file.u32be(12) : file.u32be(4))
                : (big ? file.u32le(8) | file.u32le(12) << 32 : file.u32le(4));
        return new TiffDirectory(file, bigEndian, big, at);
    }

    /** This directory and those that follow it in the chain; the chain ends where it is damaged. */
    List<TiffDirectory> chain() {
        List<TiffDirectory> all = new ArrayList<>(List.of(this));
        Set<Long> seen = new HashSet<>();
        TiffDirectory last = this;
        while (last.next != 0 && seen.add(last.next) && all.size() < MOST_DIRECTORIES) {
            Optional<TiffDirectory> following = at(last.next);
            if (following.isEmpty()) {
                break;
            }
            last = following.get();
            all.add(last);
        }
        return all;
    }

    /** The directories that a tag of this one points to. */
    List<TiffDirectory> children(int tag) throws ImageException {
        List<TiffDirectory> all = new ArrayList<>();
        for (long i = 0; i < Math.min(count(tag), MOST_DIRECTORIES); i++) {
            at(element(tag, i)).ifPresent(all::add);
        }
        return all;
    }

    Optional<TiffDirectory> pointedTo(int tag) {
        try {
            return has(tag) ? at(element(tag, 0)) : Optional.empty();
        } catch (ImageException damaged) {
            return Optional.empty();
        }
    }

    private Optional<TiffDirectory> at(long position) {
        try {
            return Optional.of(new TiffDirectory(file, bigEndian, big, position));
        } catch (ImageException damaged) {
            return Optional.empty();
        }
    }

    boolean isBigEndian() {
        return bigEndian;
    }

    ByteView file() {
        return file;
    }

    /** EXIF's orientation as it is found, 0 where there is none that means anything. */
    int orientation() {
        try {
            long value = number(TiffTag.ORIENTATION, 0);
            return value >= 1 && value <= 8 ? (int) value : 0;
        } catch (ImageException damaged) {
            return 0;
        }
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
        return index < count(tag) ? number(tag, index, 0) : 0;
    }

    /** The bytes of a tag of byte type; empty where it is missing. */
    ByteView bytes(int tag) throws ImageException {
        Entry entry = entries.get(tag);
        return entry == null ? ByteView.NONE : file.slice(entry.valuesAt, entry.count * TYPE_SIZES[entry.type]);
    }

    /** A text, without what surrounds it; empty where it is missing or damaged. */
    String text(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null || entry.type != 2) {
            return "";
        }
        try {
            String all = file.text(entry.valuesAt, (int) Math.min(entry.count, LONGEST_TEXT));
            int end = all.indexOf('\0');
            String text = (end < 0 ? all : all.substring(0, end)).strip();
            return text.chars().anyMatch(character -> character < ' ') ? "" : text;
        } catch (ImageException damaged) {
            return "";
        }
    }

    private void readEntries(long at) throws ImageException {
        long count = big ? u64(at) : u16(at);
        int entrySize = big ? 20 : 12;
        int inlineSize = big ? 8 : 4;
        long first = at + (big ? 8 : 2);
        if (count < 1 || count > 65_535) {
            throw Problem.corrupt("The TIFF directory at byte " + at + " says that it has " + count + " entries");
        }
        file.require(first, count * entrySize);
        long end = first + count * entrySize;
        for (long entry = first; entry < end; entry += entrySize) {
            int type = u16(entry + 2);
            long values = big ? u64(entry + 4) : u32(entry + 4);
            if (type >= TYPE_SIZES.length || TYPE_SIZES[type] == 0 || values < 0 || values > file.length()) {
                continue;
            }
            long inline = entry + entrySize - inlineSize;
            boolean fits = values * TYPE_SIZES[type] <= inlineSize;
            entries.putIfAbsent(u16(entry), new Entry(type, values, fits ? inline : big ? u64(inline) : u32(inline)));
        }
        next = end + inlineSize > file.length() ? 0 : big ? u64(end) : u32(end);
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

package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the picture among a TIFF file's pages: the first one that is neither a smaller copy of another nor a mask, in the
 * chain or below it. A camera's raw file is told by its sensor's pixels and refused, since its other pages are previews.
 */
final class TiffFile {

    private static final int REDUCED = 1;
    private static final int MASK = 4;
    private static final int COLOUR_FILTER = 32803;
    private static final int LINEAR_RAW = 34892;
    private static final int SAMSUNG_RAW = 32769;
    private static final int SONY_RAW = 32767;
    private static final int PANASONIC_RAW = 34316;
    private static final int NIKON_RAW = 34713;
    private static final int PENTAX_RAW = 65535;

    private TiffFile() {}

    static StoredPicture open(ByteView file) throws ImageException {
        TiffDirectory first = TiffDirectory.first(file);
        List<TiffDirectory> chain = first.chain();
        List<TiffDirectory> all = new ArrayList<>(chain);
        for (TiffDirectory page : chain) {
            all.addAll(page.children(TiffTag.SUB_DIRECTORIES));
        }
        boolean canon = file.hasText(8, "CR\2");
        for (TiffDirectory page : all) {
            if (canon || isRaw(page)) {
                throw Problem.unsupported("The file is a camera's raw file (" + rawName(first, canon)
                        + "), whose picture has yet to be developed; its other pages are previews");
            }
        }
        all.removeIf(page -> !page.has(TiffTag.WIDTH) || !page.has(TiffTag.HEIGHT));
        if (all.isEmpty()) {
            throw Problem.corrupt("The TIFF file has no page that says how large its picture is");
        }
        TiffDirectory page = picture(chain, all);
        return TiffPage.open(page, chain.indexOf(page), first);
    }

    private static TiffDirectory picture(List<TiffDirectory> chain, List<TiffDirectory> all) throws ImageException {
        List<TiffDirectory> full = new ArrayList<>();
        for (TiffDirectory page : all) {
            if (!isReduced(page)) {
                full.add(page);
            }
        }
        if (!full.isEmpty() && chain.contains(full.get(0))) {
            return full.get(0);
        }
        return (full.isEmpty() ? all : full)
                .stream().max(Comparator.comparingLong(TiffFile::area)).orElseThrow();
    }

    private static long area(TiffDirectory page) {
        try {
            return page.number(TiffTag.WIDTH, 0) * page.number(TiffTag.HEIGHT, 0);
        } catch (ImageException damaged) {
            return 0;
        }
    }

    private static boolean isReduced(TiffDirectory page) throws ImageException {
        long kind = page.number(TiffTag.NEW_SUBFILE_TYPE, 0);
        return (kind & (REDUCED | MASK)) != 0 || page.number(TiffTag.SUBFILE_TYPE, 1) == 2;
    }

    private static boolean isRaw(TiffDirectory page) throws ImageException {
        long photometric = page.number(TiffTag.PHOTOMETRIC, 0);
        long compression = page.number(TiffTag.COMPRESSION, 1);
        return photometric == COLOUR_FILTER
                || photometric == LINEAR_RAW
                || compression == NIKON_RAW
                || compression == SONY_RAW
                || compression == SAMSUNG_RAW
                || compression == PANASONIC_RAW
                || compression == PENTAX_RAW;
    }

    private static String rawName(TiffDirectory first, boolean canon) {
        String model = first.text(272);
        String kind = first.has(TiffTag.DNG_VERSION) ? "DNG" : canon ? "CR2" : "";
        String shown = kind + (kind.isEmpty() || model.isEmpty() ? "" : ", ") + model;
        return shown.isEmpty() ? "TIFF" : shown;
    }
}

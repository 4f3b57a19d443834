package io.msliqa.image.format;

import io.msliqa.image.Capture;
import io.msliqa.image.ImageException;
import io.msliqa.image.format.Samples.Alpha;
import io.msliqa.image.format.Samples.Model;

/** One page of a TIFF file: how its samples lie, checked before anything is allocated. */
final class TiffPage implements StoredPicture {

    private static final int WHITE_IS_ZERO = 0;
    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int SEPARATED = 5;
    private static final int LUMA_CHROMA = 6;

    private final TiffDirectory page;
    private final int index;
    private final int width;
    private final int height;
    private final int photometric;
    private final TiffCompression compression;
    private final int samplesPerPixel;
    private final int bits;
    private final int format;
    private final Capture capture;
    private TiffParts parts;

    private TiffPage(TiffDirectory page, int index, TiffDirectory first) throws ImageException {
        this.page = page;
        this.index = index;
        width = Problem.side(page.number(TiffTag.WIDTH, 0), "TIFF");
        height = Problem.side(page.number(TiffTag.HEIGHT, 0), "TIFF");
        compression = TiffCompression.of(page.number(TiffTag.COMPRESSION, 1));
        samplesPerPixel = (int) page.number(TiffTag.SAMPLES_PER_PIXEL, 1);
        bits = (int) page.number(TiffTag.BITS_PER_SAMPLE, 1);
        format = (int) page.number(TiffTag.SAMPLE_FORMAT, 1);
        photometric = (int) page.number(TiffTag.PHOTOMETRIC, samplesPerPixel >= 3 ? RGB : BLACK_IS_ZERO);
        Capture told = ExifReader.read(page);
        capture = page == first || !told.make().isEmpty() ? told : withOrientation(ExifReader.read(first), told);
    }

    private static Capture withOrientation(Capture told, Capture own) {
        return new Capture(told.make(), told.model(), told.lens(), told.taken(), own.orientation());
    }

    /** @param index where the page lies in the file's chain, negative if elsewhere */
    static StoredPicture open(TiffDirectory page, int index, TiffDirectory first) throws ImageException {
        TiffPage opened = new TiffPage(page, index, first);
        opened.check();
        return opened;
    }

    private void check() throws ImageException {
        if (compression == TiffCompression.OTHER) {
            throw Problem.unsupported("The TIFF file is compressed by "
                    + TiffCompression.name(page.number(TiffTag.COMPRESSION, 1)) + ", which is not read here");
        }
        if (samplesPerPixel < 1 || samplesPerPixel > 64 || bits < 1 || bits > 64) {
            throw Problem.corrupt(
                    "The TIFF file says that it has " + samplesPerPixel + " samples of " + bits + " bits a pixel");
        }
        for (long i = 1; i < Math.min(samplesPerPixel, page.count(TiffTag.BITS_PER_SAMPLE)); i++) {
            if (page.element(TiffTag.BITS_PER_SAMPLE, i) != bits) {
                throw Problem.unsupported("The TIFF file's channels differ in depth, which is not read here");
            }
        }
        String colours =
                switch (photometric) {
                    case WHITE_IS_ZERO, BLACK_IS_ZERO, RGB, PALETTE, SEPARATED, LUMA_CHROMA -> "";
                    case 4 -> "a mask";
                    case 8, 9, 10 -> "in Lab colours";
                    case 32844, 32845 -> "in logarithmic colours";
                    default -> "of the colours " + photometric;
                };
        if (!colours.isEmpty()) {
            throw Problem.unsupported("The TIFF file is a picture " + colours + ", which is not read here");
        }
        int colourChannels = photometric == PALETTE ? 1 : model().channels();
        boolean inks = photometric == SEPARATED && page.number(TiffTag.INK_SET, 1) != 1;
        if (inks || (photometric == SEPARATED && samplesPerPixel < 4)) {
            throw Problem.unsupported("The TIFF file has other inks than cyan, magenta, yellow and black");
        }
        if (samplesPerPixel < colourChannels || (photometric == PALETTE && bits > 16)) {
            throw Problem.corrupt("The TIFF file has " + samplesPerPixel + " samples of " + bits
                    + " bits a pixel, which do not make its colours");
        }
        boolean real = format == 3 && (bits == 16 || bits == 32 || bits == 64);
        if (format == 3 ? !real : format > 4 || bits > 32 || (bits > 16 && bits % 8 != 0)) {
            throw Problem.unsupported("The TIFF file has samples of " + bits + " bits and the format " + format
                    + ", which are not read here");
        }
        parts = new TiffParts(page, this);
    }

    TiffCompression compression() {
        return compression;
    }

    int samplesPerPixel() {
        return samplesPerPixel;
    }

    int bits() {
        return bits;
    }

    boolean isReal() {
        return format == 3;
    }

    boolean isLumaChroma() {
        return photometric == LUMA_CHROMA;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Capture capture() {
        return capture;
    }

    /** A damaged profile costs its colours, not the picture. */
    @Override
    public ByteView profile() {
        try {
            return page.bytes(TiffTag.ICC_PROFILE);
        } catch (ImageException damaged) {
            return ByteView.NONE;
        }
    }

    private Model model() {
        return switch (photometric) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO -> Model.GREY;
            case SEPARATED -> Model.INK;
            default -> Model.RGB;
        };
    }

    @Override
    public Samples samples() throws ImageException {
        boolean own = (compression.isPlain() && photometric != LUMA_CHROMA) || compression == TiffCompression.JPEG;
        if (!own) {
            return ForeignTiff.read(page.file(), index, width, height);
        }
        if (photometric == PALETTE) {
            return new TiffPalette(page, this).colours(new TiffSamples(this, parts, 1, white()).indices());
        }
        Model model = model();
        int extra = samplesPerPixel > model.channels() ? (int) page.number(TiffTag.EXTRA_SAMPLES, 0) : 0;
        Alpha alpha = extra == 1 ? Alpha.ASSOCIATED : extra == 2 ? Alpha.STRAIGHT : Alpha.NONE;
        int channels = model.channels() + (alpha == Alpha.NONE ? 0 : 1);
        return new TiffSamples(this, parts, channels, white()).read(model, alpha, photometric == WHITE_IS_ZERO);
    }

    /** The largest value of a sample: what its bits say, or a smaller depth that the file names. */
    private long white() throws ImageException {
        long full = (1L << Math.min(bits, 62)) - 1;
        long named = page.number(TiffTag.MAX_SAMPLE_VALUE, 0);
        boolean depth = bits == 16 && (named == 1023 || named == 4095 || named == 16383);
        return depth ? named : full;
    }
}

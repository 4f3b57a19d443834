package io.msliqa.image.format;

/** How a TIFF page's data may be compressed, and which of that is read. */
enum TiffCompression {
    NONE(1, "no compression", 1),
    FAX_RUNS(2, "CCITT runs", 4096),
    FAX_3(3, "CCITT group 3", 4096),
    FAX_4(4, "CCITT group 4", 65536),
    LZW(5, "LZW", 4096),
    OLD_JPEG(6, "old JPEG", 2048),
    JPEG(7, "JPEG", 2048),
    DEFLATE(8, "deflate", 1100),
    OLD_DEFLATE(32946, "deflate", 1100),
    PACK_BITS(32773, "PackBits", 64),
    OTHER(0, "", 0);

    private final int code;
    private final String text;
    /** How many bytes a byte can become at most. */
    private final long expansion;

    TiffCompression(int code, String text, long expansion) {
        this.code = code;
        this.text = text;
        this.expansion = expansion;
    }

    static TiffCompression of(long code) {
        for (TiffCompression one : values()) {
            if (one.code == code && one != OTHER) {
                return one;
            }
        }
        return OTHER;
    }

    long expansion() {
        return expansion;
    }

    /** Whether its data are rows of samples, once undone. */
    boolean isPlain() {
        return this == NONE || this == LZW || this == DEFLATE || this == OLD_DEFLATE || this == PACK_BITS;
    }

    @Override
    public String toString() {
        return text;
    }

    /** What people call a compression that is not read. */
    static String name(long code) {
        return switch ((int) code) {
            case 32766 -> "NeXT";
            case 32809 -> "ThunderScan";
            case 32908, 32909 -> "Pixar";
            case 33003, 33004, 33005, 34712 -> "JPEG 2000";
            case 34661 -> "JBIG";
            case 34676, 34677 -> "SGI log";
            case 34718, 34719, 34720 -> "Microsoft document imaging";
            case 34887 -> "LERC";
            case 34892 -> "lossy DNG";
            case 34925 -> "LZMA";
            case 34933 -> "PNG";
            case 34934, 22610 -> "JPEG XR";
            case 50000 -> "ZSTD";
            case 50001 -> "WebP";
            case 50002, 52546 -> "JPEG XL";
            default -> "compression " + code;
        };
    }
}

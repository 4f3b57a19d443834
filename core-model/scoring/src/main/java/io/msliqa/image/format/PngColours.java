package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a PNG file says about its colours, as a profile. cICP says it before iCCP, iCCP before sRGB, sRGB before gAMA and
 * cHRM, as the specification has it.
 */
final class PngColours {

    /** The largest profiles in use are those of printers, some 3 MB. */
    private static final int MOST_BYTES = 16 << 20;

    /** gAMA of 1 / 2.2, which means sRGB to all that write it. */
    private static final double USUAL_GAMMA = 0.45455;

    private ByteView icc = ByteView.NONE;
    private boolean srgb;
    private double gamma;
    private double[] primaries = {};
    private int[] codes = {};

    static boolean isColour(String type) {
        return switch (type) {
            case "iCCP", "sRGB", "gAMA", "cHRM", "cICP" -> true;
            default -> false;
        };
    }

    void add(String type, ByteView content) throws ImageException {
        int length = content.length();
        if (type.equals("iCCP") && icc.length() == 0) {
            icc = inflated(content);
        } else if (type.equals("sRGB")) {
            srgb = true;
        } else if (type.equals("gAMA") && length == 4) {
            gamma = content.u32be(0) / 1e5;
        } else if (type.equals("cHRM") && length == 32) {
            primaries = new double[8];
            for (int i = 0; i < 8; i++) {
                // White first in the file, last with us.
                primaries[(i + 6) % 8] = content.u32be(4L * i) / 1e5;
            }
        } else if (type.equals("cICP") && length == 4) {
            codes = new int[] {content.u8(0), content.u8(1), content.u8(2), content.u8(3)};
        }
    }

    /** Refuses what no profile can say. */
    void checkReadable() throws ImageException {
        if (codes.length > 0 && (codes[1] == 16 || codes[1] == 18)) {
            throw Problem.unsupported("The PNG file is a picture of high dynamic range ("
                    + (codes[1] == 16 ? "PQ" : "HLG") + "), which is not read here");
        }
    }

    ByteView profile(boolean grey) {
        if (codes.length > 0 && codes[2] == 0 && codes[3] == 1) {
            return MatrixProfile.ofCodes(codes[0], codes[1], grey).orElse(ByteView.NONE);
        }
        if (icc.length() > 0 || srgb || gamma <= 0.01 || gamma > 100) {
            return icc;
        }
        boolean usual = Math.abs(gamma / USUAL_GAMMA - 1) < 0.02;
        double[] own = primaries.length > 0 ? primaries : MatrixProfile.SRGB;
        if (usual && MatrixProfile.isClose(own, MatrixProfile.SRGB)) {
            return ByteView.NONE;
        }
        return MatrixProfile.of(own, usual ? MatrixProfile.SRGB_CURVE : 1 / gamma, grey)
                .orElse(ByteView.NONE);
    }

    /** The profile in an iCCP chunk: a name, a method, a zlib stream. Empty where it is damaged. */
    private static ByteView inflated(ByteView chunk) throws ImageException {
        int at = 0;
        while (at < chunk.length() && chunk.u8(at) != 0) {
            at++;
        }
        if (at + 2 >= chunk.length()) {
            return ByteView.NONE;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(chunk.array(), chunk.start() + at + 2, chunk.length() - at - 2);
            return inflate(inflater);
        } catch (DataFormatException damaged) {
            return ByteView.NONE;
        } finally {
            inflater.end();
        }
    }

    private static ByteView inflate(Inflater inflater) throws DataFormatException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[8192];
        int count = inflater.inflate(block);
        while (count > 0 && bytes.size() <= MOST_BYTES) {
            bytes.write(block, 0, count);
            count = inflater.inflate(block);
        }
        return bytes.size() > MOST_BYTES ? ByteView.NONE : new ByteView(bytes.toByteArray());
    }
}

package io.msliqa.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.ImageFormat;
import io.msliqa.image.PixelImage;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    private static final ImageDecoder DECODER = new ImageDecoder(DecodeLimits.DEFAULT);

    /** 3 x 2 pixels with the reds 10 20 30 / 40 50 60, green and blue 1 and 2 more. */
    private static final int[] REDS = {10, 20, 30, 40, 50, 60};

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void losslessFormatsGiveTheSamplesThatWereWritten(String format) throws Exception {
        PixelImage image = DECODER.decode(written(picture(BufferedImage.TYPE_3BYTE_BGR), format))
                .pixels();

        assertThat(reds(image)).containsExactly(REDS);
        assertThat(image.sample(2, 1, 1)).isEqualTo(61);
        assertThat(image.sample(2, 1, 2)).isEqualTo(62);
    }

    @ParameterizedTest
    @CsvSource({"png, PNG", "jpg, JPEG", "gif, GIF", "bmp, BMP", "tiff, TIFF"})
    void formatIsToldByTheContent(String written, ImageFormat format) throws Exception {
        byte[] file = written(picture(BufferedImage.TYPE_3BYTE_BGR), written);

        assertThat(DECODER.decode(file).format()).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "gif", "tiff"})
    void greyStaysAsStored(String format) throws Exception {
        BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            grey.getRaster().setSample(i % 16, i / 16, 0, 127);
        }

        PixelImage image = DECODER.decode(written(grey, format)).pixels();

        assertThat(image.rgb()).hasSize(768).containsOnly((byte) 127);
    }

    /** The table of the EXIF standard: where the reds of the stored 3 x 2 pixels lie once they are upright. */
    @ParameterizedTest
    @CsvSource({
        "1, 3, 10 20 30 40 50 60",
        "2, 3, 30 20 10 60 50 40",
        "3, 3, 60 50 40 30 20 10",
        "4, 3, 40 50 60 10 20 30",
        "5, 2, 10 40 20 50 30 60",
        "6, 2, 40 10 50 20 60 30",
        "7, 2, 60 30 50 20 40 10",
        "8, 2, 30 60 20 50 10 40",
        "9, 3, 10 20 30 40 50 60"
    })
    void exifOrientationIsApplied(int orientation, int width, String upright) throws Exception {
        byte[] exif = HexFormat.of().parseHex("4d4d002a00000008000101120003000000010000000000000000");
        exif[19] = (byte) orientation;
        byte[] file = withChunk(written(picture(BufferedImage.TYPE_3BYTE_BGR), "png"), "eXIf", exif);

        PixelImage image = DECODER.decode(file).pixels();

        assertThat(image.width()).isEqualTo(width);
        assertThat(reds(image))
                .containsExactly(Arrays.stream(upright.split(" ", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray());
    }

    @Test
    void alphaIsCompositedOnWhite() throws Exception {
        BufferedImage picture = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, 0x00000000);
        picture.setRGB(1, 0, 0x80640000); // 128/255 of 100 and 127/255 of 255: 177.2
        picture.setRGB(2, 0, 0xFF640000);

        assertThat(reds(DECODER.decode(written(picture, "png")).pixels())).containsExactly(255, 177, 100);
    }

    @Test
    void embeddedProfileIsBroughtToSrgb() throws Exception {
        byte[] swapped = profileWithRedAndBlueSwapped();
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes("swapped\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(chunk)) {
            deflater.write(swapped);
        }
        BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);
        picture.setRGB(0, 0, 0xC86414);

        PixelImage image = DECODER.decode(withChunk(written(picture, "png"), "iCCP", chunk.toByteArray()))
                .pixels();

        assertThat(image.sample(0, 0, 0)).isCloseTo(0x14, within(3));
        assertThat(image.sample(0, 0, 1)).isCloseTo(0x64, within(3));
        assertThat(image.sample(0, 0, 2)).isCloseTo(0xC8, within(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iCCP", "eXIf", "zTXt", "tEXt"})
    void damagedMetadataDoesNotCostThePicture(String chunk) throws Exception {
        byte[] file = written(picture(BufferedImage.TYPE_3BYTE_BGR), "png");

        assertThat(reds(DECODER.decode(withChunk(file, chunk, new byte[] {1, 2, 0, 0, 9, 9, 9}))
                        .pixels()))
                .containsExactly(REDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif", "bmp", "webp"})
    void bytesBehindThePictureAreIgnored(String format) throws Exception {
        byte[] file = format.equals("webp")
                ? ImageDecoderTest.class.getResourceAsStream("lossless.webp").readAllBytes()
                : written(noise(), format);
        byte[] longer = Arrays.copyOf(file, file.length + 4321);
        Arrays.fill(longer, file.length, longer.length, (byte) 0xD8);

        assertThat(DECODER.decode(longer).pixels())
                .isEqualTo(DECODER.decode(file).pixels());
    }

    @Test
    void halfAJpegWithAnEndMarkerGluedOnIsCorrupt() throws Exception {
        byte[] file = written(noise(), "jpg");
        byte[] half = Arrays.copyOf(file, file.length / 2 + 2);
        half[half.length - 2] = (byte) 0xFF;
        half[half.length - 1] = (byte) 0xD9;

        assertFails(half, FailureReason.CORRUPT, "premature end of data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff"})
    void aFileCutAnywhereIsTruncated(String format) throws Exception {
        byte[] file = written(noise(), format);
        // Behind its pixels a file has an end mark and the like, which nobody misses.
        int tail = Map.of("jpg", 3, "png", 17, "gif", 4).getOrDefault(format, 1);
        for (int length = 26; length < file.length - tail; length += 1 + file.length / 61) {
            assertFails(Arrays.copyOf(file, length), FailureReason.TRUNCATED, "Copy it again");
        }
    }

    @Test
    void aFileWhoseRestIsZerosFails() throws Exception {
        for (String format : List.of("jpg", "png")) {
            byte[] file = written(noise(), format);
            Arrays.fill(file, file.length / 2, file.length, (byte) 0);
            assertThatThrownBy(() -> DECODER.decode(file)).isInstanceOf(ImageException.class);
        }
    }

    @Test
    void aWrongChecksumOfPictureDataIsCorrupt() throws Exception {
        byte[] file = written(noise(), "png");
        file[file.length - 40] ^= 1;

        assertFails(file, FailureReason.CORRUPT, "IDAT");
    }

    @Test
    void limitsAreKept() throws Exception {
        byte[] file = written(picture(BufferedImage.TYPE_3BYTE_BGR), "png");
        int length = file.length;

        assertThat(reason(new DecodeLimits(length, 6, 2), file)).isEqualTo("decoded");
        assertThat(reason(new DecodeLimits(length - 1, 6, 2), file)).isEqualTo("TOO_LARGE");
        assertThat(reason(new DecodeLimits(length, 5, 2), file)).isEqualTo("TOO_LARGE");
        assertThat(reason(new DecodeLimits(length, 6, 3), file)).isEqualTo("TOO_SMALL");
        assertThat(reason(DecodeLimits.DEFAULT, new byte[0])).isEqualTo("EMPTY");
    }

    /** Sides that would need gigabytes, and for which there are far too few bytes of picture data. */
    @ParameterizedTest
    @CsvSource({"60000, 60000, CORRUPT", "12000, 12000, CORRUPT", "0, 5, CORRUPT", "-1, 5, CORRUPT"})
    void absurdSidesAreRefusedBeforeAllocation(int width, int height, FailureReason reason) throws Exception {
        byte[] file = written(picture(BufferedImage.TYPE_3BYTE_BGR), "png");
        ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
        CRC32 checksum = new CRC32();
        checksum.update(file, 12, 17);
        ByteBuffer.wrap(file).putInt(29, (int) checksum.getValue());

        assertFails(file, reason, "");
    }

    @ParameterizedTest
    @CsvSource({
        "3c21444f43545950452068746d6c3e, HTML",
        "255044462d312e370a25, PDF",
        "50360a3220320a323535, Netpbm",
        "00000018667479706865696300000000, HEIC",
        "00, begins with the bytes 00"
    })
    void anotherFormatIsNamedWhereItIsKnown(String start, String name) {
        assertFails(HexFormat.of().parseHex(start), FailureReason.UNSUPPORTED_FORMAT, name);
    }

    @Test
    void aGifFrameLiesWhereItBelongsOnAWhiteScreen() throws Exception {
        // A screen of 3 x 2; at (1, 1) a frame of 2 x 1 in the colours 0 (red) and 1 (blue), codes of 3 bits.
        byte[] file = HexFormat.of()
                .parseHex("474946383961" + "0300" + "0200" + "800000" + "ff0000" + "0000ff" + "2c" + "0100" + "0100"
                        + "0200" + "0100" + "00" + "02" + "02" + "440a" + "00" + "3b");

        PixelImage image = DECODER.decode(file).pixels();

        assertThat(image)
                .isEqualTo(new PixelImage(
                        3, 2, HexFormat.of().parseHex("ffffffffffffffffff" + "ffffff" + "ff0000" + "0000ff")));
    }

    @Test
    void manyThreadsDecodeAsOne() throws Exception {
        byte[] file = written(noise(), "jpg");
        PixelImage alone = DECODER.decode(file).pixels();

        List<PixelImage> together = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> decodeUnchecked(file))
                .toList();

        assertThat(together).allMatch(alone::equals);
    }

    private static PixelImage decodeUnchecked(byte[] file) {
        try {
            return DECODER.decode(file).pixels();
        } catch (ImageException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertFails(byte[] file, FailureReason reason, String part) {
        assertThatThrownBy(() -> DECODER.decode(file))
                .as("%d bytes", file.length)
                .hasMessageContaining(part)
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static String reason(DecodeLimits limits, byte[] file) {
        try {
            new ImageDecoder(limits).decode(file);
            return "decoded";
        } catch (ImageException e) {
            return e.reason().name();
        }
    }

    private static int[] reds(PixelImage image) {
        return IntStream.range(0, image.width() * image.height())
                .map(i -> image.sample(i % image.width(), i / image.width(), 0))
                .toArray();
    }

    private static BufferedImage picture(int type) {
        BufferedImage picture = new BufferedImage(3, 2, type);
        for (int i = 0; i < REDS.length; i++) {
            picture.setRGB(i % 3, i / 3, REDS[i] << 16 | (REDS[i] + 1) << 8 | (REDS[i] + 2));
        }
        return picture;
    }

    private static BufferedImage noise() {
        BufferedImage noise = new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 1200; i++) {
            noise.setRGB(i % 40, i / 40, i * 2654435 % 0xFFFFFF);
        }
        return noise;
    }

    private static byte[] written(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, format, bytes)).as(format).isTrue();
        return bytes.toByteArray();
    }

    /** A PNG file with one more chunk behind its header. */
    private static byte[] withChunk(byte[] png, String type, byte[] data) {
        CRC32 checksum = new CRC32();
        checksum.update(type.getBytes(StandardCharsets.ISO_8859_1));
        checksum.update(data);
        return ByteBuffer.allocate(png.length + data.length + 12)
                .put(png, 0, 33)
                .putInt(data.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(data)
                .putInt((int) checksum.getValue())
                .put(png, 33, png.length - 33)
                .array();
    }

    private static byte[] profileWithRedAndBlueSwapped() {
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        ICC_Profile profile = ICC_Profile.getInstance(srgb);
        byte[] red = profile.getData(ICC_Profile.icSigRedColorantTag);
        profile.setData(ICC_Profile.icSigRedColorantTag, profile.getData(ICC_Profile.icSigBlueColorantTag));
        profile.setData(ICC_Profile.icSigBlueColorantTag, red);
        return profile.getData();
    }
}

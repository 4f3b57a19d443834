package io.msliqa.image.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.image.Capture;
import io.msliqa.image.DecodeLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureTest {

    private static final int MAKE = 271;
    private static final int MODEL = 272;
    private static final int TAKEN = 36867;
    private static final int OFFSET = 36881;
    private static final int LENS = 42036;

    @Test
    void cameraLensAndTimeAreToldAndThePlaceIsNot() throws Exception {
        Map<Integer, String> camera = Map.of(MAKE, "Maker ", MODEL, "Model 7");
        Map<Integer, String> details =
                Map.of(TAKEN, "2024:05:01 18:30:00", OFFSET, "+02:00", LENS, "50mm f/1.8", 34853, "GPS");

        Capture capture = capture(camera, details);

        assertThat(capture).isEqualTo(new Capture("Maker", "Model 7", "50mm f/1.8", "2024-05-01T18:30:00+02:00", 6));
    }

    @ParameterizedTest
    @CsvSource({
        "2024:05:01 18:30:00, '', 2024-05-01T18:30:00",
        "2024:05:01 18:30:00, east, 2024-05-01T18:30:00",
        "0000:00:00 00:00:00, +00:00, ''",
        "'    :  :     :  :  ', '', ''",
        "2024-05-01, '', ''"
    })
    void aTimeThatIsNoneIsNotTold(String stored, String offset, String told) throws Exception {
        assertThat(capture(Map.of(MAKE, "M"), Map.of(TAKEN, stored, OFFSET, offset))
                        .taken())
                .isEqualTo(told);
    }

    @Test
    void withoutExifNothingIsKnown() throws Exception {
        assertThat(new ImageDecoder(DecodeLimits.DEFAULT).decode(jpeg()).capture())
                .isEqualTo(Capture.UNKNOWN);
    }

    private static Capture capture(Map<Integer, String> camera, Map<Integer, String> details) throws Exception {
        byte[] file = jpeg();
        byte[] exif = exif(camera, details);
        ByteBuffer whole = ByteBuffer.allocate(file.length + exif.length + 10)
                .put(file, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (exif.length + 8))
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(exif)
                .put(file, 2, file.length - 2);
        byte[] bytes = new byte[whole.capacity()];
        whole.rewind().get(bytes);
        return new ImageDecoder(DecodeLimits.DEFAULT).decode(bytes).capture();
    }

    /** Two directories: the camera's with orientation 6, and the details', each text behind both. */
    private static byte[] exif(Map<Integer, String> camera, Map<Integer, String> details) {
        ByteBuffer tiff = ByteBuffer.allocate(4096);
        tiff.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
        int first = 2 + 12 * (camera.size() + 2) + 4;
        int texts = 8 + first + 2 + 12 * details.size() + 4;
        tiff.putShort((short) (camera.size() + 2));
        texts = entries(tiff, camera, texts);
        tiff.putShort((short) 274).putShort((short) 3).putInt(1).putInt(6 << 16);
        tiff.putShort((short) 34665).putShort((short) 4).putInt(1).putInt(8 + first);
        tiff.putInt(0).putShort((short) details.size());
        int end = entries(tiff, details, texts);
        byte[] bytes = new byte[end];
        tiff.get(0, bytes);
        return bytes;
    }

    private static int entries(ByteBuffer tiff, Map<Integer, String> texts, int from) {
        int at = from;
        for (Map.Entry<Integer, String> text : new LinkedHashMap<>(texts).entrySet()) {
            byte[] value = Arrays.copyOf(
                    text.getValue().getBytes(StandardCharsets.US_ASCII),
                    Math.max(5, text.getValue().length() + 1));
            tiff.putShort(text.getKey().shortValue())
                    .putShort((short) 2)
                    .putInt(value.length)
                    .putInt(at)
                    .put(at, value);
            at += value.length;
        }
        return at;
    }

    private static byte[] jpeg() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 4, BufferedImage.TYPE_3BYTE_BGR), "jpg", bytes);
        return bytes.toByteArray();
    }
}

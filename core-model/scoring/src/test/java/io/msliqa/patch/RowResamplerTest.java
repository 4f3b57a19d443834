package io.msliqa.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.image.PixelImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowResamplerTest {

    /** Simple ratios, ratios with many phases, and none; whole rows and windows of them. */
    @ParameterizedTest
    @CsvSource({
        "96, 48, 0, 48", "96, 48, 5, 31", "96, 192, 0, 192", "96, 192, 7, 120", "96, 128, 0, 128", "96, 72, 3, 60",
        "96, 64, 0, 64", "96, 80, 0, 80", "97, 48, 0, 48", "97, 211, 10, 180", "96, 2, 0, 2", "5, 10, 0, 10",
        "1, 40, 0, 40", "200, 20, 0, 20"
    })
    void everySampleIsTheWeightedSumOfItsSourceSamples(int from, int to, int start, int length) {
        PixelImage picture = TestPictures.noise(from, 3, from + to);
        ResampleAxis axis = ResampleAxis.of(from, to, start, length);
        RowResampler rows = new RowResampler(axis);
        int pitch = PixelImage.CHANNELS * from;

        for (int row : new int[] {1, 2, 0}) {
            int[] out = new int[PixelImage.CHANNELS * length];
            rows.resample(picture.rgb(), row * pitch, out);

            for (int sample = 0; sample < out.length; sample++) {
                assertThat(out[sample])
                        .as("row %d, sample %d", row, sample)
                        .isEqualTo(expected(picture.rgb(), row * pitch, axis, sample));
            }
        }
    }

    private static int expected(byte[] rgb, int row, ResampleAxis axis, int sample) {
        int pixel = sample / PixelImage.CHANNELS;
        long sum = 1L << (ResampleAxis.PRECISION_BITS - 1);
        for (int t = 0; t < axis.count[pixel]; t++) {
            int source = row + PixelImage.CHANNELS * (axis.first[pixel] + t) + sample % PixelImage.CHANNELS;
            sum += (long) (rgb[source] & 0xFF) * axis.weights[pixel * axis.stride + t];
        }
        return (int) Math.max(0, Math.min(255, sum >> ResampleAxis.PRECISION_BITS));
    }
}

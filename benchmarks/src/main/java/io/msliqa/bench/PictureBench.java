package io.msliqa.bench;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.PatchSampler;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A JPEG's bytes to pixels, and pixels to the distinct ones of the paper's patches. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PictureBench {

    /** Width x height in pixels. */
    @Param({"512x384", "4000x3000"})
    String size;

    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);
    private byte[] file;
    private PixelImage pixels;

    @Setup
    public void draw() throws IOException, ImageException {
        String[] sides = size.split("x");
        int width = Integer.parseInt(sides[0]);
        int height = Integer.parseInt(sides[1]);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random grain = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int wave = (int) (100 + 60 * Math.sin(40.0 * x / width) + 60 * Math.cos(30.0 * y / height));
                int value = Math.max(0, Math.min(255, wave + (int) (6 * grain.nextGaussian())));
                picture.setRGB(x, y, value << 16 | (255 - value) << 8 | value / 2);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", bytes);
        file = bytes.toByteArray();
        pixels = decoder.decode(file).pixels();
    }

    @Benchmark
    public PixelImage decode() throws ImageException {
        return decoder.decode(file).pixels();
    }

    /** Returns the sum of one sample of each, so that none is left out. */
    @Benchmark
    public int sample() {
        List<Patch> patches = PatchPlan.PAPER.distinct(pixels.width(), pixels.height());
        PatchSampler sampler = new PatchSampler(pixels, patches);
        int sum = 0;
        for (Patch patch : patches) {
            sum += sampler.sample(patch).rgb()[0];
        }
        return sum;
    }
}

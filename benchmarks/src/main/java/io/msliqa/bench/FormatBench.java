package io.msliqa.bench;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import io.msliqa.image.decode.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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

/**
 * Bytes to pixels, by format, in milliseconds a picture. {@code core-model/scoring/src/test/python/bench_pictures.py}
 * writes the files; {@code -Dmsliqa.bench.pictures} names their folder.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FormatBench {

    /** The file. */
    @Param({
        "0.2MP.jpg",
        "2MP.jpg",
        "12MP.jpg",
        "40MP.jpg",
        "12MP-progressive.jpg",
        "12MP-grey.jpg",
        "12MP.png",
        "12MP-16bit.png",
        "12MP-lossy.webp",
        "2MP-lossless.webp",
        "2MP.gif",
        "12MP.bmp",
        "12MP-lzw.tif",
        "12MP-jpeg.tif",
        "2MP.jp2"
    })
    String file;

    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);
    private byte[] bytes;

    @Setup
    public void read() throws IOException {
        bytes = Files.readAllBytes(Path.of(System.getProperty("msliqa.bench.pictures", ".bench/pictures"), file));
    }

    @Benchmark
    public PixelImage decode() throws ImageException {
        return decoder.decode(bytes).pixels();
    }
}

package io.msliqa.torch.training;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.work.Pending;
import io.msliqa.work.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Reads pictures and works on them in several threads, and returns the results in the order of the questions. */
public final class PictureLoader implements AutoCloseable {

    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);
    private final PictureMemory memory;
    private final Workers threads;

    public PictureLoader(Trainer.Loading loading) {
        this.memory = new PictureMemory(loading.memory());
        this.threads = Workers.of("msliqa-pictures", loading.threads());
    }

    /**
     * The pictures, in the order of the files.
     *
     * @throws TrainingException if a picture cannot be read, naming it
     */
    public List<PixelImage> read(List<Path> files) {
        return each(files, file -> memory.get(file, this::decode));
    }

    /**
     * Does some work on each question.
     *
     * @throws io.msliqa.work.StoppedException if this thread is interrupted, which it then still is
     */
    <A, B> List<B> each(List<A> questions, Function<A, B> work) {
        List<Pending<B, RuntimeException>> begun = questions.stream()
                .map(question -> threads.<B, RuntimeException>begin(() -> work.apply(question)))
                .toList();
        try {
            return begun.stream().map(Pending::result).toList();
        } finally {
            begun.forEach(Pending::stop);
        }
    }

    private PixelImage decode(Path file) {
        try {
            return decoder.decode(Files.readAllBytes(file)).pixels();
        } catch (IOException e) {
            throw new TrainingException("The picture " + file + " cannot be read: " + e, e);
        } catch (ImageException e) {
            throw new TrainingException(
                    "The picture " + file + " cannot be decoded (" + e.reason() + "): " + e.getMessage()
                            + " Mend it, or take its row out of the labels.",
                    e);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}

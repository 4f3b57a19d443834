package io.msliqa.torch.training;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import io.msliqa.image.decode.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Reads and works on pictures with several threads, giving the results in the order of the questions. */
public final class PictureLoader implements AutoCloseable {

    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);
    private final PictureMemory memory;
    private final ExecutorService threads;

    public PictureLoader(Trainer.Loading loading) {
        this.memory = new PictureMemory(loading.memory());
        this.threads = Executors.newFixedThreadPool(loading.threads(), task -> {
            Thread thread = new Thread(task, "msliqa-pictures");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * The pictures, in the order of the files.
     *
     * @throws TrainingException if a picture cannot be read, naming it
     */
    public List<PixelImage> read(List<Path> files) {
        return each(files, file -> memory.get(file, this::decode));
    }

    /** What {@code work} makes of each. */
    <A, B> List<B> each(List<A> questions, Function<A, B> work) {
        List<Callable<B>> tasks = questions.stream()
                .map(question -> (Callable<B>) () -> work.apply(question))
                .toList();
        try {
            return threads.invokeAll(tasks).stream().map(Awaited::result).toList();
        } catch (InterruptedException e) {
            throw Awaited.interrupted(e);
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
        threads.shutdownNow();
    }
}

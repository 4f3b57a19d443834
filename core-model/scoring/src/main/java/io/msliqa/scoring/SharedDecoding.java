package io.msliqa.scoring;

import io.msliqa.image.DecodedImage;
import io.msliqa.image.ImageException;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.scoring.StageTimes.Stage;
import io.msliqa.view.Views;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Several models over one decoding: each picture is decoded once and goes to all models that want it.
 *
 * <p>A model's result is that which it has alone, to the bit. A picture's pixels are held until the last model has taken
 * them; no model reads further ahead than a bounded number of pixels. For one thread.
 */
public final class SharedDecoding {

    private static final long MOST_PIXELS_HELD = 64_000_000;
    private static final int MOST_HELD = 256;

    /**
     * A picture, and who is to score it.
     *
     * @param input with its bytes, or without any
     * @param models their places among the scorers; at least one
     */
    public record Wanted(ImageInput input, BitSet models) {}

    /**
     * What a model says of a picture.
     *
     * @param model its place among the scorers
     */
    public record ModelResult(int model, ImageResult result) {}

    private final List<? extends PictureScorer> scorers;
    private final ImageDecoder decoder;
    private final StageTimes times;

    /**
     * Several scorers.
     *
     * @param times grows by what decoding takes
     */
    public SharedDecoding(List<? extends PictureScorer> scorers, ImageDecoder decoder, StageTimes times) {
        this.scorers = List.copyOf(scorers);
        this.decoder = decoder;
        this.times = times;
    }

    /** For each picture, in order, the results of those that want it, in the order of the scorers. */
    public Iterator<List<ModelResult>> score(Iterator<Wanted> pictures) {
        return new Results(pictures);
    }

    private final class Results implements Iterator<List<ModelResult>> {

        private final Iterator<Wanted> pictures;
        private final ArrayDeque<BitSet> underWay = new ArrayDeque<>();
        private final List<Queue> queues = new ArrayList<>();
        private final List<Iterator<ImageResult>> streams = new ArrayList<>();
        private final IdentityHashMap<ImageInput, Integer> takers = new IdentityHashMap<>();
        private long pixelsHeld;

        Results(Iterator<Wanted> pictures) {
            this.pictures = pictures;
            for (PictureScorer scorer : scorers) {
                Queue queue = new Queue();
                queues.add(queue);
                streams.add(scorer.score(queue));
            }
        }

        @Override
        public boolean hasNext() {
            return !underWay.isEmpty() || pictures.hasNext();
        }

        @Override
        public List<ModelResult> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (underWay.isEmpty()) {
                pull();
            }
            BitSet wanted = underWay.remove();
            List<ModelResult> results = new ArrayList<>();
            wanted.stream()
                    .forEach(model -> results.add(
                            new ModelResult(model, streams.get(model).next())));
            return results;
        }

        /** Reads and decodes one more picture. */
        private void pull() {
            Wanted next = pictures.next();
            ImageInput input = decoded(next.input());
            underWay.add(next.models());
            takers.put(input, next.models().cardinality());
            pixelsHeld += pixels(input);
            next.models().stream().forEach(model -> queues.get(model).add(input));
        }

        private void taken(ImageInput input) {
            if (takers.merge(input, -1, Integer::sum) == 0) {
                takers.remove(input);
                pixelsHeld -= pixels(input);
            }
        }

        /** What one model takes from. It says that there is nothing more for now where too much would be held. */
        private final class Queue implements Iterator<ImageInput> {

            private final ArrayDeque<ImageInput> waiting = new ArrayDeque<>();

            void add(ImageInput input) {
                waiting.add(input);
            }

            @Override
            public boolean hasNext() {
                while (waiting.isEmpty()
                        && pixelsHeld < MOST_PIXELS_HELD
                        && underWay.size() < MOST_HELD
                        && pictures.hasNext()) {
                    pull();
                }
                return !waiting.isEmpty();
            }

            @Override
            public ImageInput next() {
                ImageInput input = waiting.remove();
                taken(input);
                return input;
            }
        }
    }

    private static long pixels(ImageInput input) {
        return input instanceof ImageInput.Decoded decoded
                ? (long) decoded.image().pixels().width()
                        * decoded.image().pixels().height()
                : 0;
    }

    private ImageInput decoded(ImageInput input) {
        if (!(input instanceof ImageInput.Fetched fetched)) {
            return input;
        }
        long start = System.nanoTime();
        try {
            DecodedImage image = decoder.decode(fetched.bytes());
            return new ImageInput.Decoded(input.id(), image, new Views(image.pixels()));
        } catch (ImageException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            ImageResult.Failed failed = Failures.of(input.id(), e);
            return new ImageInput.Unavailable(failed.id(), failed.reason(), failed.message());
        } finally {
            times.add(Stage.DECODE, start);
        }
    }
}

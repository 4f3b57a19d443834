package io.msliqa.scoring;

import io.msliqa.image.DecodedImage;
import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.scoring.StageTimes.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Inputs to results, one for one and in order, reading only as far ahead as batches need filling.
 *
 * <p>Of the pictures under way only the scores are kept; a picture's pixels are let go as soon as its patches are cut,
 * all of them or as many as the precision takes.
 */
final class ResultStream implements Iterator<ImageResult> {

    /** So many results may wait for a batch to fill before it is scored as it is. */
    private static final int MOST_WAITING = 256;

    /** No further picture is begun while those that may want more patches have so many pixels: 192 MB. */
    private static final long MOST_PIXELS_HELD = 64_000_000;

    /** What all streams of a scorer share. */
    record Parts(
            ImageDecoder decoder,
            PatchScorer scorer,
            ScoreReduction reduction,
            ScoringSettings settings,
            StageTimes times) {}

    private final Iterator<ImageInput> inputs;
    private final Parts parts;
    private final PatchBatcher batcher;
    private final WholeImages wholeImages;
    private final ViewPlan views;
    private final ArrayDeque<Supplier<Optional<ImageResult>>> waiting = new ArrayDeque<>();
    private final List<PendingImage> open = new ArrayList<>();

    ResultStream(
            Iterator<ImageInput> inputs, Parts parts, PatchBatcher batcher, WholeImages wholeImages, ViewPlan views) {
        this.inputs = inputs;
        this.parts = parts;
        this.batcher = batcher;
        this.wholeImages = wholeImages;
        this.views = views;
    }

    @Override
    public boolean hasNext() {
        return !waiting.isEmpty() || inputs.hasNext();
    }

    @Override
    public ImageResult next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        while (waiting.isEmpty() || waiting.peek().get().isEmpty()) {
            if (!cutMore()) {
                if (hasRoom() && inputs.hasNext()) {
                    waiting.add(admit(inputs.next()));
                } else {
                    batcher.flush();
                }
            }
        }
        return waiting.remove().get().orElseThrow();
    }

    /** Cuts further patches of the first picture that wants some; false if none does. */
    private boolean cutMore() {
        open.removeIf(image -> image.result().isPresent());
        Optional<PendingImage> next =
                open.stream().filter(PendingImage::wantsMore).findFirst();
        next.ifPresent(this::cut);
        return next.isPresent();
    }

    private void cut(PendingImage image) {
        try {
            image.cut(batcher);
        } catch (RuntimeException | OutOfMemoryError e) {
            image.fail(e);
        }
    }

    private boolean hasRoom() {
        return waiting.size() < MOST_WAITING
                && open.stream().mapToLong(PendingImage::pixelsHeld).sum() < MOST_PIXELS_HELD;
    }

    /** Where the input's result will be. */
    private Supplier<Optional<ImageResult>> admit(ImageInput input) {
        if (input instanceof ImageInput.Unavailable missing) {
            return known(new ImageResult.Failed(missing.id(), missing.reason(), missing.message()));
        }
        try {
            return admit(
                    input.id(),
                    input instanceof ImageInput.Decoded decoded ? decoded.image() : decode((ImageInput.Fetched) input));
        } catch (ImageException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return known(Failures.of(input.id(), e));
        }
    }

    private static Supplier<Optional<ImageResult>> known(ImageResult result) {
        return () -> Optional.of(result);
    }

    private DecodedImage decode(ImageInput.Fetched input) throws ImageException {
        long start = System.nanoTime();
        try {
            return parts.settings().mode() == ScoringMode.SINGLE
                    ? parts.decoder().decode(input.bytes(), sides -> checkWhole(sides.width(), sides.height()))
                    : parts.decoder().decode(input.bytes());
        } finally {
            parts.times().add(Stage.DECODE, start);
        }
    }

    private Supplier<Optional<ImageResult>> admit(String id, DecodedImage decoded) throws ImageException {
        return switch (parts.settings().mode()) {
            case LEVELS, TTA -> admitPatches(id, decoded);
            case SINGLE -> {
                checkWhole(decoded.pixels().width(), decoded.pixels().height());
                yield known(scoreWhole(id, decoded));
            }
            case VIEWS -> known(scoreWhole(id, decoded));
            case AUTO -> throw new IllegalStateException("The settings are not those for the model");
        };
    }

    /** Refuses a picture that is too large to be scored whole; its header alone tells. */
    private void checkWhole(int width, int height) throws ImageException {
        long pixels = (long) width * height;
        long most = parts.settings().maxWholePixels();
        if (pixels > most) {
            throw new ImageException(
                    FailureReason.TOO_LARGE,
                    "The picture is " + width + " x " + height + ", " + pixels + " pixels, more than the limit of "
                            + most + " for scoring it as a whole. Raise that limit, or score views or patches of it.");
        }
    }

    private Supplier<Optional<ImageResult>> admitPatches(String id, DecodedImage decoded) {
        PendingImage pending = new PendingImage(id, decoded, parts);
        open.add(pending);
        cut(pending);
        return pending::result;
    }

    private ImageResult scoreWhole(String id, DecodedImage decoded) throws ImageException {
        PixelImage pixels = decoded.pixels();
        long start = System.nanoTime();
        ImageScore score = parts.settings().mode() == ScoringMode.VIEWS
                ? views.score(pixels)
                : parts.reduction().ofWhole(wholeImages.score(pixels), pixels.width(), pixels.height());
        parts.times().add(Stage.INFER, start);
        return new ImageResult.Scored(id, pixels.width(), pixels.height(), decoded.format(), decoded.capture(), score);
    }
}

package io.msliqa.foreign;

import io.msliqa.image.DecodedImage;
import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.network.ForeignProgram;
import io.msliqa.patch.SourceRegion;
import io.msliqa.protocol.Crops;
import io.msliqa.protocol.NetworkProtocol;
import io.msliqa.protocol.TensorInput;
import io.msliqa.scoring.Failures;
import io.msliqa.scoring.ImageInput;
import io.msliqa.scoring.ImageResult;
import io.msliqa.scoring.ImageScore;
import io.msliqa.scoring.PictureScorer;
import io.msliqa.scoring.StageTimes;
import io.msliqa.scoring.StageTimes.Stage;
import io.msliqa.view.CropPlaces;
import io.msliqa.view.CropWindow;
import io.msliqa.view.Pixels;
import io.msliqa.view.Views;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Scores pictures with a network of others, as its protocol says. For one thread; all scorers share the network. */
public final class ForeignScorer implements PictureScorer {

    private final NetworkFolder folder;
    private final NetworkProtocol protocol;
    private final ForeignEngine engine;
    private final ImageDecoder decoder;
    private final CropBatches batches;
    private final Reduction reduction;
    private final StageTimes times = new StageTimes();
    private boolean closed;

    private ForeignScorer(NetworkFolder folder, ForeignEngine engine, ForeignProgram program, ImageDecoder decoder) {
        this.folder = folder;
        this.protocol = folder.protocol();
        this.engine = engine;
        this.decoder = decoder;
        this.batches = new CropBatches(protocol, program);
        this.reduction = new Reduction(folder);
    }

    /**
     * Loads the network, unless this JVM has it.
     *
     * @throws io.msliqa.network.ModelException if it cannot be loaded
     * @throws io.msliqa.protocol.ProtocolException if the protocol does not fit to what the network says of itself
     */
    public static ForeignScorer open(NetworkFolder folder, ForeignEngine engine, ImageDecoder decoder) {
        ForeignProgram program = engine.open(folder);
        try {
            ProgramCheck.require(folder, program);
            return new ForeignScorer(folder, engine, program, decoder);
        } catch (RuntimeException | Error e) {
            engine.release(folder);
            throw e;
        }
    }

    @Override
    public Iterator<ImageResult> score(Iterator<ImageInput> inputs) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return inputs.hasNext();
            }

            @Override
            public ImageResult next() {
                return score(inputs.next());
            }
        };
    }

    /** Scores one picture. */
    public ImageResult score(ImageInput input) {
        if (input instanceof ImageInput.Unavailable missing) {
            return new ImageResult.Failed(missing.id(), missing.reason(), missing.message());
        }
        try {
            return input instanceof ImageInput.Decoded decoded
                    ? score(input.id(), decoded.image(), decoded.views())
                    : score(input.id(), decode((ImageInput.Fetched) input));
        } catch (NetworkFailure e) {
            return Failures.isOutOfMemory(e)
                    ? Failures.of(input.id(), e)
                    : new ImageResult.Failed(
                            input.id(),
                            FailureReason.NETWORK,
                            "The network " + protocol.name() + " failed on the picture: " + e.getMessage());
        } catch (ImageException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return Failures.of(input.id(), e);
        }
    }

    private DecodedImage decode(ImageInput.Fetched input) throws ImageException {
        long start = System.nanoTime();
        try {
            return decoder.decode(input.bytes());
        } finally {
            times.add(Stage.DECODE, start);
        }
    }

    private ImageResult score(String id, DecodedImage image) throws ImageException {
        return score(id, image, new Views(image.pixels()));
    }

    private ImageResult score(String id, DecodedImage image, Views made) throws ImageException {
        PixelImage pixels = image.pixels();
        long start = System.nanoTime();
        Map<String, Pixels> all = made.of(protocol.views());
        List<Pixels> views = new ArrayList<>();
        List<List<CropWindow>> crops = new ArrayList<>();
        for (TensorInput input : protocol.inputs()) {
            Pixels view = all.get(input.view());
            long seed = input.crops() instanceof Crops.Random ? seedOf(pixels) : 0;
            views.add(view);
            crops.add(CropPlaces.of(input.crops(), input.turns(), view, seed));
        }
        requireEquallyMany(crops);
        times.add(Stage.SAMPLE, start);
        long inferring = System.nanoTime();
        OutputTable outputs = batches.run(views, crops);
        times.add(Stage.INFER, inferring);
        long reducing = System.nanoTime();
        ImageScore score = scoreOf(outputs, pixels, views, crops);
        times.add(Stage.REDUCE, reducing);
        return new ImageResult.Scored(id, pixels.width(), pixels.height(), image.format(), image.capture(), score);
    }

    private void requireEquallyMany(List<List<CropWindow>> crops) {
        long counts = crops.stream()
                .mapToInt(List::size)
                .filter(count -> count != 1)
                .distinct()
                .count();
        if (counts > 1) {
            throw new NetworkFailure("its inputs have different numbers of crops of this picture: "
                    + crops.stream().map(List::size).toList());
        }
    }

    /** The same for the same pixels, wherever the file lies. */
    private static long seedOf(PixelImage pixels) {
        CRC32C sum = new CRC32C();
        sum.update(pixels.rgb());
        return ((long) pixels.width() << 48) ^ ((long) pixels.height() << 32) ^ sum.getValue();
    }

    private ImageScore scoreOf(
            OutputTable outputs, PixelImage pixels, List<Pixels> views, List<List<CropWindow>> crops) {
        double score = reduction.score(outputs);
        int count = outputs.crops();
        double[] alone = new double[count];
        for (int crop = 0; crop < count; crop++) {
            alone[crop] = count == 1 ? score : reduction.score(outputs.ofCrop(crop));
        }
        int worst = 0;
        double squares = 0;
        double sum = 0;
        for (int crop = 0; crop < count; crop++) {
            boolean isWorse =
                    protocol.scale().higherIsBetter() ? alone[crop] < alone[worst] : alone[crop] > alone[worst];
            worst = isWorse ? crop : worst;
            sum += alone[crop];
        }
        for (double each : alone) {
            squares += (each - sum / count) * (each - sum / count);
        }
        double deviation = Math.sqrt(squares / count);
        // The input with the most crops is the one that tells where.
        int input = 0;
        for (int i = 1; i < crops.size(); i++) {
            input = crops.get(i).size() > crops.get(input).size() ? i : input;
        }
        ImageScore.WorstPatch patch = worstPatch(
                alone[worst], pixels, views.get(input), crops.get(input).get(worst));
        return new ImageScore(
                score,
                deviation,
                count == 1 ? Double.NaN : deviation / Math.sqrt(count - 1.0),
                List.of(score),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(),
                patch,
                count,
                count);
    }

    /** Where in the picture the crop lies; of a padded view, the part of it that is in the picture. */
    private static ImageScore.WorstPatch worstPatch(double score, PixelImage pixels, Pixels view, CropWindow crop) {
        double across = (double) pixels.width() / view.width();
        double down = (double) pixels.height() / view.height();
        int x = Math.min(pixels.width() - 1, (int) (crop.x() * across));
        int y = Math.min(pixels.height() - 1, (int) (crop.y() * down));
        int width = Math.max(1, Math.min(pixels.width() - x, (int) Math.round(crop.width() * across)));
        int height = Math.max(1, Math.min(pixels.height() - y, (int) Math.round(crop.height() * down)));
        return new ImageScore.WorstPatch(score, 1 / across, new SourceRegion(x, y, width, height), List.of());
    }

    /** What the network's file says of itself, to be read. */
    public String said() {
        ForeignProgram program = engine.open(folder);
        try {
            return ProgramCheck.said(folder, program);
        } finally {
            engine.release(folder);
        }
    }

    @Override
    public StageTimes times() {
        return times;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            engine.release(folder);
        }
    }
}

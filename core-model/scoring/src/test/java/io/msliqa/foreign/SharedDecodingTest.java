package io.msliqa.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.FailureReason;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.ModelBundle;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.SmallImage;
import io.msliqa.patch.Transform;
import io.msliqa.protocol.Protocols;
import io.msliqa.scoring.ImageInput;
import io.msliqa.scoring.ImageResult;
import io.msliqa.scoring.ImageScorer;
import io.msliqa.scoring.PictureScorer;
import io.msliqa.scoring.ScoringMode;
import io.msliqa.scoring.ScoringSettings;
import io.msliqa.scoring.SharedDecoding;
import io.msliqa.scoring.SharedDecoding.ModelResult;
import io.msliqa.scoring.StageTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedDecodingTest {

    private static final Path SAMPLES = Path.of("../../docs/samples");
    private static final List<String> PICTURES = List.of(
            "harbour-0-clean.jpg", "meadow-2-defocus.jpg", "street-2-noise.jpg", "valley-0-clean.jpg", "no.jpg");

    /** Three a picture: the model reads ahead to fill its batches of eight. */
    private static final ScoringSettings FEW_PATCHES = new ScoringSettings(
            ScoringMode.TTA,
            new PatchPlan(List.of(0.25), List.of(64), 2, List.of(Transform.AS_IS), SmallImage.MIRROR),
            0,
            16_000_000);

    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);

    @TempDir
    private Path folder;

    private static ImageInput input(String picture) {
        try {
            return picture.equals("no.jpg")
                    ? new ImageInput.Fetched(picture, new byte[] {1, 2})
                    : new ImageInput.Fetched(picture, Files.readAllBytes(SAMPLES.resolve(picture)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<PictureScorer> open() {
        NetworkFolder brightness =
                NetworkFolder.load(TinyNetwork.brightness().write(folder.resolve("a"), Protocols.PLAIN));
        NetworkFolder crops = NetworkFolder.load(TinyNetwork.brightness()
                .write(folder.resolve("b"), Protocols.withCrops("{ take = five-points, size = 64 }")));
        return List.of(
                ForeignScorer.open(brightness, new OnnxForeignEngine(), decoder),
                ImageScorer.open(ModelBundle.shipped(), decoder, FEW_PATCHES),
                ForeignScorer.open(crops, new OnnxForeignEngine(), decoder));
    }

    private static Iterator<ImageInput> inputs() {
        return PICTURES.stream().map(SharedDecodingTest::input).iterator();
    }

    @Test
    void eachModelSaysOfEachPictureWhatItSaysAlone() {
        List<List<ImageResult>> alone = new ArrayList<>();
        for (PictureScorer scorer : open()) {
            List<ImageResult> results = new ArrayList<>();
            scorer.score(inputs()).forEachRemaining(results::add);
            alone.add(results);
            scorer.close();
        }
        List<PictureScorer> scorers = open();
        StageTimes times = new StageTimes();
        BitSet all = BitSet.valueOf(new long[] {7});

        List<List<ModelResult>> together = new ArrayList<>();
        new SharedDecoding(scorers, decoder, times)
                .score(PICTURES.stream()
                        .map(picture -> new SharedDecoding.Wanted(input(picture), all))
                        .iterator())
                .forEachRemaining(together::add);

        assertThat(together).hasSize(PICTURES.size());
        for (int picture = 0; picture < together.size(); picture++) {
            assertThat(together.get(picture)).extracting(ModelResult::model).containsExactly(0, 1, 2);
            for (ModelResult each : together.get(picture)) {
                assertThat(each.result()).isEqualTo(alone.get(each.model()).get(picture));
            }
        }
        assertThat(times.totals().get(StageTimes.Stage.DECODE)).isPositive();
        assertThat(scorers)
                .allSatisfy(scorer -> assertThat(scorer.times().totals().get(StageTimes.Stage.DECODE))
                        .isZero());
        scorers.forEach(PictureScorer::close);
    }

    @Test
    void aPictureGoesToThoseModelsThatWantIt() {
        List<PictureScorer> scorers = open();
        Map<Integer, List<String>> seen = new HashMap<>();
        List<SharedDecoding.Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < PICTURES.size(); i++) {
            // The last model wants the last picture alone; the others take turns.
            BitSet models = new BitSet();
            models.set(i == PICTURES.size() - 1 ? 2 : i % 2);
            wanted.add(new SharedDecoding.Wanted(input(PICTURES.get(i)), models));
        }

        new SharedDecoding(scorers, decoder, new StageTimes())
                .score(wanted.iterator())
                .forEachRemaining(results ->
                        results.forEach(each -> seen.computeIfAbsent(each.model(), model -> new ArrayList<>())
                                .add(each.result().id())));

        assertThat(seen)
                .isEqualTo(Map.of(
                        0, List.of(PICTURES.get(0), PICTURES.get(2)),
                        1, List.of(PICTURES.get(1), PICTURES.get(3)),
                        2, List.of("no.jpg")));
        scorers.forEach(PictureScorer::close);
    }

    @Test
    void oneThatFailsDoesNotFailTheOthers() {
        PictureScorer fails = ForeignScorer.open(
                NetworkFolder.load(TinyNetwork.onlyFor(8, 8).write(folder.resolve("c"), Protocols.PLAIN)),
                new OnnxForeignEngine(),
                decoder);
        PictureScorer works = open().get(0);

        List<ModelResult> results = new SharedDecoding(List.of(fails, works), decoder, new StageTimes())
                .score(List.of(new SharedDecoding.Wanted(input(PICTURES.get(0)), BitSet.valueOf(new long[] {3})))
                        .iterator())
                .next();

        assertThat(results.get(0).result())
                .isInstanceOfSatisfying(ImageResult.Failed.class, failed -> assertThat(failed.reason())
                        .isEqualTo(FailureReason.NETWORK));
        assertThat(results.get(1).result()).isInstanceOf(ImageResult.Scored.class);
        fails.close();
        works.close();
    }
}

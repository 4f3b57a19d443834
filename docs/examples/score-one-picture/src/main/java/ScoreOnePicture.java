import io.msliqa.image.DecodeLimits;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.ModelBundle;
import io.msliqa.scoring.ImageResult;
import io.msliqa.scoring.ImageResult.Failed;
import io.msliqa.scoring.ImageResult.Scored;
import io.msliqa.scoring.ImageScorer;
import io.msliqa.scoring.ScoringSettings;
import java.nio.file.Path;

/** Prints the score of a picture, by the shipped model over the paper's 108 patches: 1 is bad, 5 excellent. */
public final class ScoreOnePicture {

    public static void main(String[] args) {
        ModelBundle model = ModelBundle.shipped();
        ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);
        // One scorer for one thread; it scores any number of pictures, and frees native memory when it is closed.
        try (ImageScorer scorer = ImageScorer.open(model, decoder, ScoringSettings.DEFAULT)) {
            ImageResult result = scorer.score(Path.of(args[0]));
            if (result instanceof Scored scored) {
                System.out.println(scored.score().score());
            } else if (result instanceof Failed failed) {
                System.err.println(failed.reason() + ": " + failed.message());
                System.exit(1);
            }
        }
    }
}

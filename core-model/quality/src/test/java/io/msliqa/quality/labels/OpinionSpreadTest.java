package io.msliqa.quality.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OpinionSpreadTest {

    private static LabelledImage picture(OptionalDouble deviation, OptionalInt votes) {
        return new LabelledImage(Path.of("a.png"), 3, deviation, "a.png", "", 0, votes);
    }

    @Test
    void aStandardErrorIsTheDeviationOverTheRootOfTheNumberOfOpinions() {
        OpinionSpread sixteen = new OpinionSpread(OpinionSpread.Of.OPINIONS, OptionalInt.of(16));
        assertThat(sixteen.standardError(picture(OptionalDouble.of(2), OptionalInt.empty())))
                .hasValue(0.5);
        assertThat(sixteen.standardError(picture(OptionalDouble.of(2), OptionalInt.of(4))))
                .hasValue(1);
        assertThat(sixteen.standardError(picture(OptionalDouble.empty(), OptionalInt.of(4))))
                .isEmpty();
        assertThat(OpinionSpread.UNKNOWN.standardError(picture(OptionalDouble.of(2), OptionalInt.empty())))
                .isEmpty();
    }

    @Test
    void deviationsOfTheMeanAreStandardErrorsAlready() {
        assertThat(PublishedDataset.TID2013
                        .spread()
                        .standardError(picture(OptionalDouble.of(0.13), OptionalInt.empty())))
                .hasValue(0.13);
    }
}

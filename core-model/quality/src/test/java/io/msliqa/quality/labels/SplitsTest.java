package io.msliqa.quality.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.scale.QualityScale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitsTest {

    private static final LabelledSet SET = set(40, 5);

    @Test
    void noReferenceIsInTwoPartsAndNoPictureIsLost() {
        Splits splits = Splits.byReference(SET, new Splits.Fractions(0.2, 0.1), 7);

        Set<String> seen = new HashSet<>();
        for (LabelledSet part : List.of(splits.training(), splits.validation(), splits.test())) {
            part.references()
                    .forEach(reference -> assertThat(seen.add(reference)).isTrue());
        }
        assertThat(seen).hasSize(40);
        assertThat(splits.training().images()).hasSize(28 * 5);
        assertThat(splits.validation().images()).hasSize(8 * 5);
        assertThat(splits.test().images()).hasSize(4 * 5);
    }

    @Test
    void theCutDependsOnTheSeedAndNotOnTheOrderOfTheRows() {
        List<LabelledImage> shuffled = new ArrayList<>(SET.images());
        Collections.shuffle(shuffled, new Random(1));
        LabelledSet other = new LabelledSet(SET.name(), SET.scale(), shuffled);
        Splits.Counts counts = new Splits.Counts(10, 5);

        Splits first = Splits.byReference(SET, counts, 7);
        assertThat(Splits.byReference(other, counts, 7).test().references())
                .isEqualTo(first.test().references());
        assertThat(Splits.byReference(SET, counts, 8).test().references())
                .isNotEqualTo(first.test().references());
    }

    @Test
    void aSmallShareStillHoldsOneReference() {
        assertThat(Splits.byReference(set(5, 1), new Splits.Fractions(0.05, 0), 1)
                        .validation()
                        .references())
                .hasSize(1);
    }

    @Test
    void moreThanThereIsIsRefused() {
        assertThatThrownBy(() -> Splits.byReference(SET, new Splits.Counts(30, 11), 1))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("there are 40");
        assertThatThrownBy(() -> new Splits.Fractions(0.7, 0.5)).hasMessageContaining("at most 1");
    }

    private static LabelledSet set(int references, int versions) {
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < references * versions; i++) {
            String reference = "I" + i % references;
            images.add(new LabelledImage(Path.of(i + ".png"), i % 5, OptionalDouble.empty(), reference, "", 0));
        }
        return new LabelledSet("a set", QualityScale.higherIsBetter(0, 5), images);
    }
}

package io.msliqa.quality.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.SharedData;
import org.junit.jupiter.api.Test;

class SharedLabelsTest {

    @Test
    void theWholeOfKadid10ksLabelsIsRead() {
        LabelledSet set =
                PublishedDataset.KADID10K.read(SharedData.path("labels/kadid10k_dmos.csv"), ImagePresence.NOT_CHECKED);

        assertThat(set.images()).hasSize(10_125).allMatch(image -> image.deviation()
                .isPresent());
        assertThat(set.references()).hasSize(81);
        assertThat(set.images().stream().map(LabelledImage::distortion).distinct())
                .hasSize(25);
    }

    @Test
    void theWholeOfTid2013sLabelsIsRead() {
        LabelledSet set =
                PublishedDataset.TID2013.read(SharedData.path("labels/tid2013_mos.csv"), ImagePresence.NOT_CHECKED);

        assertThat(set.images()).hasSize(3_000).allMatch(image -> image.deviation()
                .isPresent());
        assertThat(set.references()).hasSize(25);
        assertThat(set.images().stream().map(LabelledImage::distortion).distinct())
                .hasSize(24);
    }

    @Test
    void biq2021IsReadWithItsPictures() {
        LabelledSet set = PublishedDataset.BIQ2021.read(SharedData.path("biq2021"), ImagePresence.REQUIRED);

        assertThat(set.images()).hasSize(3_000);
        assertThat(set.references()).hasSize(3_000);
    }
}

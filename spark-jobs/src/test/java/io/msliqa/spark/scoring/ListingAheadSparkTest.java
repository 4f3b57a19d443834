package io.msliqa.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.UserException;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.settings.ListingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ListingAheadSparkTest {

    private static final ListingSettings SETTINGS = new ListingSettings(List.of("jpg"), "", 1 << 20);

    @TempDir
    private Path folder;

    private static ListingAhead listing(String... places) {
        return ListingAhead.begin(SharedSpark.session(), SETTINGS, new Inputs(List.of(places), List.of(), List.of()));
    }

    private void pictures(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Files.write(folder.resolve(String.format(Locale.ROOT, "%03d.jpg", i)), new byte[1]);
        }
    }

    @Test
    void allPicturesComeInTheirOrderAndAreCounted() throws IOException {
        pictures(50);
        try (ListingAhead listing = listing(folder.toString())) {
            List<String> images = new ArrayList<>();
            listing.forEachRemaining(file -> images.add(file.image()));

            assertThat(images).hasSize(50).isSorted();
            assertThat(listing.count()).isEqualTo(50);
            assertThat(listing.isComplete()).isTrue();
            assertThat(listing.seconds()).isPositive();
        }
    }

    @Test
    void whatIsMissingOrEmptyIsSaidBeforeAnythingBegins() {
        assertThatThrownBy(() -> listing(folder.resolve("nowhere").toString()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> listing(folder.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("There is no picture in " + folder);
    }
}

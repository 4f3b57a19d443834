package io.msliqa.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlapTest {

    private static boolean isAmong(String names) {
        return Overlap.isAmong(List.of(names.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:/a",
                "file:/a file:/b",
                "file:/a file:/a-b file:/ab/c",
                "s3a://one/a s3a://other/a",
                "file:/x.tar file:/x.tar.tar"
            })
    void placesThatHaveNothingInCommon(String names) {
        assertThat(isAmong(names)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:/a file:/a",
                "file:/a file:/a-b file:/a/b/c",
                "file:/a/b.png file:/a",
                "file:/ file:/a",
                "s3a://one/ s3a://one/a",
                "s3a://one/a/ s3a://one/a",
                "s3a://one/a s3a://one/a//b",
                "file:/x.tar file:/x.tar!/0.png"
            })
    void placesThatMayHavePicturesInCommon(String names) {
        assertThat(isAmong(names)).isTrue();
    }
}

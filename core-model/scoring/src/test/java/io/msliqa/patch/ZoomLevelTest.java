package io.msliqa.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.patch.ZoomLevel.Resize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoomLevelTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whole",
                "crop-224",
                "resize-256",
                "resize-768/crop-384",
                "resize-192/crop-384",
                "resize-224x224",
                "zoom-50",
                "zoom-200/crop-384"
            })
    void textFormIsReadBackAsItWasWritten(String text) {
        assertThat(ZoomLevel.parse(text)).hasToString(text);
    }

    @Test
    void partsOfTheTextAreUnderstood() {
        assertThat(ZoomLevel.parse("resize-768/crop-384")).isEqualTo(new ZoomLevel(Resize.SHORTER_SIDE, 768, 384));
        assertThat(ZoomLevel.parse("resize-224x224")).isEqualTo(new ZoomLevel(Resize.SQUARE, 224, 0));
        assertThat(ZoomLevel.parse("zoom-50/crop-224")).isEqualTo(new ZoomLevel(Resize.ZOOM, 50, 224));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "crop",
                "resize-224x256",
                "zoom-50x50",
                "crop-224/resize-512",
                "resize-512 crop-224",
                "/crop-224",
                "crop--1"
            })
    void otherTextIsRefusedWithExamples(String text) {
        assertThatThrownBy(() -> ZoomLevel.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("resize-768/crop-384");
    }
}

package io.msliqa.quality.sample;

import java.awt.image.BufferedImage;

/** Something to draw. */
interface Scene {

    /** Covers the whole picture. */
    void draw(BufferedImage picture);
}

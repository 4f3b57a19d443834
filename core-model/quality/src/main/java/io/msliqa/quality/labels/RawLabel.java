package io.msliqa.quality.labels;

/**
 * One row of a label file before anything about it is believed. Blank text stands for "not given".
 *
 * @param place the file and line, as problems cite it
 * @param image the picture's name or path, relative to the image folder
 */
record RawLabel(
        String place, String image, String score, String deviation, String reference, String distortion, String level) {

    RawLabel withDeviation(String newDeviation) {
        return new RawLabel(place, image, score, newDeviation, reference, distortion, level);
    }

    RawLabel of(String newImage, String newReference, String newDistortion) {
        return new RawLabel(place, newImage, score, deviation, newReference, newDistortion, level);
    }
}

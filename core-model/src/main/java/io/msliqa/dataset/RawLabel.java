package io.msliqa.dataset;

/**
 * One row of a label file before anything about it is believed. Blank text stands for "not given".
 *
 * @param place the file and line, as problems cite it
 * @param image the picture's name or path, relative to the image folder
 */
record RawLabel(
        String place, String image, String score, String deviation, String reference, String distortion, String level) {

    RawLabel withScores(String newScore, String newDeviation) {
        return new RawLabel(place, image, newScore, newDeviation, reference, distortion, level);
    }
}

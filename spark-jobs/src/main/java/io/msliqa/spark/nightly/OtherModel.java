package io.msliqa.spark.nightly;

import io.msliqa.quality.drift.ScoreCounts;
import io.msliqa.scale.QualityScale;

/**
 * What a further model of the night's runs says of the same pictures; it judges nothing.
 *
 * @param name what people call it
 * @param scale of its scores
 * @param now its scores of the night's pictures, in points
 * @param before its scores of the pictures of the nights compared with, in points
 * @param failed the night's pictures that it has no score of
 */
public record OtherModel(String name, QualityScale scale, ScoreCounts now, ScoreCounts before, long failed) {}

package io.msliqa.spark.scoring;

import io.msliqa.spark.rows.ScoreStamp;
import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A model on its way to the tasks.
 *
 * @param stamp of its rows
 * @param isNetwork whether it is a network of others
 * @param bytes the model in one piece, sent to each executor once
 */
record SentModel(ScoreStamp stamp, boolean isNetwork, Broadcast<byte[]> bytes) implements Serializable {

    static SentModel of(ScoringModel model, ScoreStamp stamp, JavaSparkContext context) {
        return new SentModel(stamp, model instanceof ScoringModel.Network, context.broadcast(model.toBytes()));
    }

    /** The model, decoded and checked once in this JVM. */
    ScoringModel model() {
        return ExecutorModel.of(stamp.modelId(), isNetwork, bytes);
    }
}

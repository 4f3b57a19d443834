package io.msliqa.spark.scoring;

import io.msliqa.model.ModelBundle;

/** Holds the model of this JVM's tasks, decoded and checked once. The core shares its weights on a device. */
final class ExecutorModel {

    private record Loaded(String id, ModelBundle bundle) {}

    private static Loaded loaded;

    private ExecutorModel() {}

    static synchronized ModelBundle of(String id, byte[] bytes) {
        if (loaded == null || !loaded.id().equals(id)) {
            loaded = new Loaded(id, ModelBundle.fromBytes(bytes));
        }
        return loaded.bundle();
    }
}

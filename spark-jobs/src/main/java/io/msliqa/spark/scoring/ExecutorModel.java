package io.msliqa.spark.scoring;

import io.msliqa.model.ModelBundle;

/** The model of this JVM's tasks, decoded and checked once. Its weights on a device are shared by the core. */
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

package io.msliqa.torch.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.msliqa.network.Backbone;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.torch.network.BackboneWeights;
import io.msliqa.torch.network.MsliqaBlock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import java.util.stream.Stream;

/**
 * One side of {@code training_throughput.py}: for every line of its input, a number of steps, it does these steps on
 * random pictures and prints how many seconds they took.
 */
final class TrainingThroughput {

    private static final int PICTURES = 32;
    private static final int SIDE = 192;
    private static final int LEVELS = 3;

    private TrainingThroughput() {}

    public static void main(String[] args) {
        TrainingPlan plan = new TrainingPlan(
                Backbone.MOBILENET_V3_SMALL,
                Stream.generate(() -> ZoomLevel.parse("crop-" + SIDE))
                        .limit(LEVELS)
                        .toList(),
                1_000_000,
                new TrainingPlan.Rate(1e-4, 2, 0),
                0.02,
                new TrainingPlan.LossWeights(8, 1),
                0.99,
                true,
                TrainingPlan.Augmentation.NONE,
                1,
                new TrainingPlan.ValidationPlan(1, 3, 0));
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
                Scanner rounds = new Scanner(System.in, StandardCharsets.UTF_8)) {
            MsliqaBlock net = new MsliqaBlock(plan.backbone(), LEVELS);
            BackboneWeights.load(Path.of(args[0]), net, manager);
            net.initialize(manager, 1);
            Learner learner = new Learner(plan, Roles.alike(1), net, manager);
            Batch batch = batch();
            int step = 0;
            while (rounds.hasNextInt()) {
                int steps = rounds.nextInt();
                long begun = System.nanoTime();
                for (int i = 0; i < steps; i++) {
                    learner.step(step++, batch);
                }
                System.out.println((System.nanoTime() - begun) / 1e9);
            }
        }
    }

    private static Batch batch() {
        byte[] random = new byte[PICTURES * SIDE * SIDE * 3];
        new Random(1).nextBytes(random);
        Batch.View view =
                new Batch.View(ByteBuffer.allocateDirect(random.length).put(0, random), SIDE, SIDE);
        float[] qualities = new float[PICTURES];
        for (int i = 0; i < PICTURES; i++) {
            qualities[i] = i / (float) PICTURES;
        }
        return Batch.shared(Stream.generate(() -> view).limit(LEVELS).toList(), qualities, List.of(PICTURES));
    }
}

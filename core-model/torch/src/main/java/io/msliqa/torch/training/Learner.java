package io.msliqa.torch.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.msliqa.torch.network.MsliqaBlock;
import io.msliqa.torch.network.NetInput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains a network on one device: it holds the weights, the optimiser's state and the running average. For one thread.
 *
 * <p>The levels of a step are gone through one after the other, each with its own batch statistics, and their gradients add up:
 * the memory is that of one level.
 */
final class Learner {

    private final TrainingPlan plan;
    private final NDManager manager;
    private final MsliqaBlock net;
    private final NetInput input;
    private final ParameterStore store;
    private final HeadLoss loss;
    private final SourceScales scales;
    private final AdamW optimiser;
    private final WeightAverage average;

    /**
     * @param net with values; from now on it asks for gradients
     * @param manager owns all that is made here, on the device of the network
     */
    Learner(TrainingPlan plan, Roles roles, MsliqaBlock net, NDManager manager) {
        this.plan = plan;
        this.net = net;
        this.manager = manager;
        this.input = new NetInput(manager);
        this.store = new ParameterStore(manager, false);
        this.scales = new SourceScales(roles, manager);
        this.loss = new HeadLoss(plan, roles, scales);
        this.average = new WeightAverage(net, plan.averaging());
        this.optimiser = new AdamW(learned());
    }

    private List<AdamW.Learned> learned() {
        List<AdamW.Learned> learned = new ArrayList<>();
        net.parametersByName().forEach((name, parameter) -> {
            if (parameter.requiresGradient()) {
                parameter.getArray().setRequiresGradient(true);
                double factor = name.startsWith("heads.") ? plan.rate().headFactor() : 1;
                double decay = parameter.getType() == Parameter.Type.WEIGHT ? plan.weightDecay() : 0;
                learned.add(new AdamW.Learned(name, parameter.getArray(), factor, decay));
            }
        });
        for (int i = 0; i < scales.lines().size(); i++) {
            learned.add(new AdamW.Learned(
                    lineName(i), scales.lines().get(i), plan.rate().headFactor(), 0));
        }
        return learned;
    }

    private static String lineName(int line) {
        return "sources." + (line + 1);
    }

    /**
     * Does one update.
     *
     * @param step counted from 0
     * @return each level's loss before it
     * @throws TrainingException if a loss is not finite
     */
    double[] step(int step, Batch batch) {
        double[] losses = plan.teaching().oneBatch()
                ? addGradients(batch)
                : new double[plan.levels().size()];
        for (int level = 0; level < losses.length; level++) {
            if (!plan.teaching().oneBatch()) {
                losses[level] = addGradients(level, batch);
            }
            if (!Double.isFinite(losses[level])) {
                throw new TrainingException(
                        "The loss of zoom level " + plan.levels().get(level) + " is " + losses[level] + " at step "
                                + (step + 1) + ": take a smaller learning rate");
            }
        }
        update(step);
        return losses;
    }

    /** Applies the gradients that were added, and clears them. */
    void update(int step) {
        optimiser.update(step, plan.rate().at(step, plan.steps()));
        average.update(step);
    }

    /** Adds a level's gradients, of the mean over the levels, to those that are there; returns its loss. */
    double addGradients(int level, Batch batch) {
        Batch.Part part = batch.parts().get(level);
        Batch.View view = part.view();
        int pictures = part.qualities().length;
        try (NDManager working = manager.newSubManager();
                GradientCollector collector =
                        Engine.getEngine(Engine.getDefaultEngineName()).newGradientCollector()) {
            NDArray x = input.of(view.pixels(), pictures, view.height(), view.width(), working);
            NDArray outputs = net.head(store, x, level, plan.batchStatistics());
            NDArray value = loss.of(outputs, part);
            collector.backward(value.div(working.create((float) plan.levels().size())));
            return value.getFloat();
        }
    }

    /** Adds all levels' gradients, of the mean over them, after one pass through the features; returns their losses. */
    double[] addGradients(Batch batch) {
        double[] losses = new double[batch.parts().size()];
        try (NDManager working = manager.newSubManager();
                GradientCollector collector =
                        Engine.getEngine(Engine.getDefaultEngineName()).newGradientCollector()) {
            NDArray embedded = net.embed(store, together(batch, working), plan.batchStatistics());
            NDArray total = working.create(0f);
            NDArray[] values = new NDArray[losses.length];
            int from = 0;
            for (int level = 0; level < losses.length; level++) {
                Batch.Part part = batch.parts().get(level);
                int to = from + part.qualities().length;
                NDArray own = embedded.get(new NDIndex("{}:{}", from, to));
                values[level] = loss.of(net.head(store, own, level), part);
                total = total.add(values[level]);
                from = to;
            }
            collector.backward(total.div(working.create((float) losses.length)));
            for (int level = 0; level < losses.length; level++) {
                losses[level] = values[level].getFloat();
            }
        }
        return losses;
    }

    private NDArray together(Batch batch, NDManager owner) {
        int pictures =
                batch.parts().stream().mapToInt(part -> part.qualities().length).sum();
        Batch.View first = batch.parts().get(0).view();
        ByteBuffer pixels = ByteBuffer.allocateDirect(3 * pictures * first.width() * first.height());
        batch.parts()
                .forEach(part -> pixels.put(part.view().pixels().duplicate().clear()));
        return input.of(pixels.clear(), pictures, first.height(), first.width(), owner);
    }

    /** The network with the averaged weights, which belong to {@code owner}. */
    MsliqaBlock averagedNet(NDManager owner) {
        MsliqaBlock copy = new MsliqaBlock(net.table());
        average.values().forEach((name, value) -> {
            NDArray duplicate = value.duplicate();
            duplicate.attach(owner);
            copy.set(name, duplicate);
        });
        return copy;
    }

    /** All that has to be saved to go on later, by name. */
    Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>();
        net.parametersByName().forEach((name, parameter) -> state.put("net." + name, parameter.getArray()));
        for (int i = 0; i < scales.lines().size(); i++) {
            state.put("net." + lineName(i), scales.lines().get(i));
        }
        average.values().forEach((name, value) -> state.put("average." + name, value));
        optimiser.forEach(state::put);
        return state;
    }
}

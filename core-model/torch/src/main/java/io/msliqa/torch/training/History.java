package io.msliqa.torch.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Records how a training went so far.
 *
 * @param losses each validated span of steps, in order
 * @param validations in order of their steps
 */
public record History(List<Loss> losses, List<Validation> validations) {

    /** Nothing yet. */
    public static final History EMPTY = new History(List.of(), List.of());

    public History {
        losses = List.copyOf(losses);
        validations = List.copyOf(validations);
    }

    /**
     * The mean loss over some steps.
     *
     * @param step the last of them, counted from 1
     * @param levels a mean a zoom level
     */
    public record Loss(int step, List<Double> levels) {

        public Loss {
            levels = List.copyOf(levels);
        }
    }

    /** The validation with the highest objective; the first one of several. */
    public Validation best() {
        Validation best = validations.get(0);
        for (Validation validation : validations) {
            best = validation.objective() > best.objective() ? validation : best;
        }
        return best;
    }

    /** How many validations came after the best one; 0 before the first. */
    int sinceBest() {
        return validations.isEmpty() ? 0 : validations.size() - 1 - validations.indexOf(best());
    }

    History with(Loss loss, Validation validation) {
        List<Loss> moreLosses = new ArrayList<>(losses);
        moreLosses.add(loss);
        List<Validation> more = new ArrayList<>(validations);
        more.add(validation);
        return new History(moreLosses, more);
    }
}

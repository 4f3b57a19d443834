package io.msliqa.quality.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Both curves beside scipy's best of 60 starts on generated sets; {@code -Dmsliqa.curves.sets=1000} takes all of them. */
class CurveNestingTest {

    private static final int SETS = Integer.getInteger("msliqa.curves.sets", 50);

    @Test
    void noStartOfScipyFindsABetterCurveAndFiveParametersAreNeverWorseThanFour() throws IOException {
        JsonNode sets = expected();
        double[][] excess = IntStream.range(0, SETS)
                .mapToObj(seed -> excess(seed, sets.get(seed)))
                .toArray(double[][]::new);
        for (int kind = 0; kind < 3; kind++) {
            int place = kind;
            double worst = IntStream.range(0, SETS)
                    .mapToDouble(seed -> excess[seed][place])
                    // Where none of scipy's starts arrives there is nothing to compare with.
                    .filter(Double::isFinite)
                    .max()
                    .orElseThrow();
            long beyond = IntStream.range(0, SETS)
                    .filter(seed -> excess[seed][place] > 1e-6)
                    .count();
            long better = IntStream.range(0, SETS)
                    .filter(seed -> excess[seed][place] < -1e-6)
                    .count();
            System.getLogger("curves")
                    .log(
                            System.Logger.Level.INFO,
                            new String[] {"four over scipy", "five over scipy", "five over four"}[kind]
                                    + ": worst excess " + worst + ", " + beyond + " of " + SETS + " above 1e-6, "
                                    + better + " better by more");
        }
        for (double[] one : excess) {
            // NaN where none of scipy's starts arrives. A valley may be missed, rarely and by little.
            assertThat(one[0] > 5e-3).as("four parameters %s", one[0]).isFalse();
            assertThat(one[1] > 5e-3).as("five parameters %s", one[1]).isFalse();
            assertThat(one[2]).isLessThan(1e-12);
        }
    }

    /** By which share the root mean squared errors are above: four over scipy's, five over scipy's, five over four. */
    private static double[] excess(int seed, JsonNode expected) {
        GeneratedPairs pairs = GeneratedPairs.of(seed);
        assertThat(pairs.size()).isEqualTo(expected.get("n").intValue());
        double sum = 0;
        for (int i = 0; i < pairs.size(); i++) {
            sum += pairs.scores()[i] + pairs.opinions()[i];
        }
        assertThat(sum).isCloseTo(expected.get("sum").doubleValue(), within(1e-8));
        double four = rmse(LogisticForm.FOUR_PARAMETERS, pairs);
        double five = rmse(LogisticForm.FIVE_PARAMETERS, pairs);
        return new double[] {
            four / expected.get("four").asDouble(Double.NaN) - 1,
            five / expected.get("five").asDouble(Double.NaN) - 1,
            five / four - 1
        };
    }

    private static double rmse(LogisticForm form, GeneratedPairs pairs) {
        LogisticFit.Fitted fit = (LogisticFit.Fitted) LogisticFit.of(form, pairs.scores(), pairs.opinions());
        return Errors.rmse(fit.apply(pairs.scores()), pairs.opinions()).orElseThrow();
    }

    private static JsonNode expected() throws IOException {
        try (InputStream in = CurveNestingTest.class.getResourceAsStream("/metrics/curves.json")) {
            return new ObjectMapper().readTree(in).get("sets");
        }
    }
}

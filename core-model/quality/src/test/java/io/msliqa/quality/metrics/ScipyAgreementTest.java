package io.msliqa.quality.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against scipy; the numbers come from src/test/python/agreement_fixtures.py. */
class ScipyAgreementTest {

    private static final double TOLERANCE = 1e-9;

    record Case(JsonNode expected) {

        double[] scores() {
            return numbers(expected.get("scores"));
        }

        double[] opinions() {
            return numbers(expected.get("opinions"));
        }

        @Override
        public String toString() {
            return expected.get("name").textValue();
        }
    }

    private static JsonNode fixtures() throws IOException {
        try (InputStream in = ScipyAgreementTest.class.getResourceAsStream("/metrics/agreement.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    static Stream<Case> cases() throws IOException {
        return StreamSupport.stream(fixtures().get("cases").spliterator(), false)
                .map(Case::new);
    }

    @Test
    void correlationsOfManyPairsAreScipys() throws IOException {
        JsonNode expected = fixtures().get("many");
        double[] scores = new double[expected.get("n").intValue()];
        double[] opinions = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i * 7919L % 1_000_003;
            opinions[i] = Math.floor(scores[i] / 997) + Math.floorDiv(i * 104_729L % 500_009, 1000L);
        }
        assertThat(Correlation.srcc(scores, opinions).orElseThrow())
                .isCloseTo(expected.get("srcc").doubleValue(), within(TOLERANCE));
        assertThat(Correlation.krcc(scores, opinions).orElseThrow())
                .isCloseTo(expected.get("krcc").doubleValue(), within(TOLERANCE));
        assertThat(Correlation.plcc(scores, opinions).orElseThrow())
                .isCloseTo(expected.get("plcc").doubleValue(), within(TOLERANCE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rankAndLinearCorrelationsAreScipys(Case pairs) {
        assertThat(Correlation.srcc(pairs.scores(), pairs.opinions()).orElseThrow())
                .isCloseTo(pairs.expected.get("srcc").doubleValue(), within(TOLERANCE));
        assertThat(Correlation.krcc(pairs.scores(), pairs.opinions()).orElseThrow())
                .isCloseTo(pairs.expected.get("krcc").doubleValue(), within(TOLERANCE));
        assertThat(Correlation.plcc(pairs.scores(), pairs.opinions()).orElseThrow())
                .isCloseTo(pairs.expected.get("plcc").doubleValue(), within(TOLERANCE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreementAfterTheCurvesIsThatAfterScipysFit(Case pairs) {
        assumeTrue(pairs.expected.has("four"), "a case without fits");
        for (LogisticForm form : LogisticForm.values()) {
            JsonNode expected = pairs.expected.get(form == LogisticForm.FOUR_PARAMETERS ? "four" : "five");
            if (expected == null) {
                continue;
            }
            LogisticFit.Fitted fit = (LogisticFit.Fitted) LogisticFit.of(form, pairs.scores(), pairs.opinions());
            double[] mapped = fit.apply(pairs.scores());
            assertThat(Correlation.plcc(mapped, pairs.opinions()).orElseThrow())
                    .isCloseTo(expected.get("plcc").doubleValue(), within(TOLERANCE));
            assertThat(Errors.rmse(mapped, pairs.opinions()).orElseThrow())
                    .isCloseTo(expected.get("rmse").doubleValue(), within(TOLERANCE));
            // The absolute error is not what the fit minimises, so it is not flat at the minimum.
            assertThat(Errors.mae(mapped, pairs.opinions()).orElseThrow())
                    .isCloseTo(expected.get("mae").doubleValue(), within(1e-5));
        }
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }
}

package io.msliqa.spark.evaluation;

import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.map_keys;

import io.msliqa.quality.metrics.Bootstrap;
import io.msliqa.quality.metrics.Coefficient;
import io.msliqa.quality.metrics.LogisticFit;
import io.msliqa.quality.metrics.LogisticForm;
import io.msliqa.spark.evaluation.ModelResult.Bias;
import io.msliqa.spark.evaluation.ModelResult.Curve;
import io.msliqa.spark.evaluation.ModelResult.Picture;
import io.msliqa.spark.labels.Matching;
import io.msliqa.spark.rows.AgreementRow;
import io.msliqa.spark.rows.AgreementRow.Part;
import io.msliqa.spark.rows.PairColumns;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.settings.EvaluationSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Measures one model on all pairs and on their parts. */
final class ModelEvaluation {

    /** The most parts of a kind; nobody reads more. */
    private static final int MOST_PARTS = 300;

    /** The most references for which parts are measured; with more, the parts' own arrays would fill the memory. */
    static final int MOST_REFERENCES_FOR_PARTS = 1_000_000;

    private static final int CURVE_POINTS = 60;

    private final Dataset<Row> pairs;
    private final Opinions opinions;
    private final EvaluationSettings settings;
    private final Bootstrap bootstrap;
    private final Scores model;
    private final double[] scores;
    private final Measure whole;

    ModelEvaluation(Dataset<Row> pairs, Opinions opinions, EvaluationSettings settings, Scores model, double[] scores) {
        this.pairs = pairs;
        this.opinions = opinions;
        this.settings = settings;
        this.bootstrap = settings.bootstrap();
        this.model = model;
        this.scores = scores;
        this.whole = Measure.whole(opinions.with(scores), bootstrap);
    }

    /** The statistics of all pairs. */
    Measure whole() {
        return whole;
    }

    ModelResult result() {
        List<AgreementRow> figures = new ArrayList<>(whole.rows(model.name(), Part.ALL, ""));
        SortedMap<String, int[]> distortions = Collections.emptySortedMap();
        if (opinions.referenceCount() <= MOST_REFERENCES_FOR_PARTS) {
            distortions = opinions.byDistortion(MOST_PARTS);
            figures.addAll(parts(Part.DISTORTION, distortions));
            figures.addAll(parts(Part.LEVEL, opinions.byLevel(MOST_PARTS)));
            figures.addAll(parts(Part.REFERENCE, opinions.byReference(MOST_PARTS)));
        }
        figures.addAll(variants(Part.HEAD, ScoreColumns.HEAD_MEANS));
        figures.addAll(variants(Part.SCALE, ScoreColumns.SCALE_MEANS));
        figures.addAll(variants(Part.SIZE, ScoreColumns.SIZE_MEANS));
        Optional<LogisticFit.Fitted> shown = shown();
        DoubleUnaryOperator curve =
                shown.<DoubleUnaryOperator>map(fit -> fit::apply).orElse(score -> score);
        return new ModelResult(
                model.name(),
                model.scale(),
                model.cost(),
                figures,
                curves(),
                shown.map(LogisticFit.Fitted::form),
                shown.isPresent() ? line(curve) : List.of(),
                pictures(evenly(settings.points()), curve),
                pictures(worst(curve), curve),
                biases(distortions, curve));
    }

    private List<AgreementRow> parts(Part part, SortedMap<String, int[]> groups) {
        List<AgreementRow> rows = new ArrayList<>();
        List<Measure> measures = new ArrayList<>();
        groups.forEach((name, members) -> {
            Measure measure = whole.part(opinions.with(scores, members), bootstrap);
            measures.add(measure);
            rows.addAll(measure.rows(model.name(), part, name));
        });
        if (measures.size() > 1) {
            rows.addAll(Measure.macro(model.name(), part, measures));
        }
        return rows;
    }

    /** The scores by one head, scale or size alone; nothing where there is only one. */
    private List<AgreementRow> variants(Part part, String column) {
        Column means = Matching.column(PairColumns.of(column, model.name()));
        List<String> names = pairs.select(explode(map_keys(means)))
                .distinct()
                .as(Encoders.STRING())
                .collectAsList();
        List<AgreementRow> rows = new ArrayList<>();
        if (names.size() > 1) {
            for (String name : names.stream().sorted(Opinions.BY_NUMBER).toList()) {
                double[] variant = opinions.scores(means.getItem(name), model.scale());
                rows.addAll(Measure.whole(opinions.with(variant), bootstrap).rows(model.name(), part, name));
            }
        }
        return rows;
    }

    /** The curve for the residuals: that of five parameters unless it turns, else that of four, else none. */
    private Optional<LogisticFit.Fitted> shown() {
        for (LogisticForm form : List.of(LogisticForm.FIVE_PARAMETERS, LogisticForm.FOUR_PARAMETERS)) {
            if (whole.fit(form) instanceof LogisticFit.Fitted fitted && fitted.isMonotone()) {
                return Optional.of(fitted);
            }
        }
        return Optional.empty();
    }

    private Map<LogisticForm, Curve> curves() {
        Map<LogisticForm, Curve> curves = new EnumMap<>(LogisticForm.class);
        for (LogisticForm form : LogisticForm.values()) {
            if (whole.fit(form) instanceof LogisticFit.Fitted fitted) {
                List<Double> parameters = new ArrayList<>();
                for (double parameter : fitted.parameters()) {
                    parameters.add(parameter);
                }
                curves.put(form, new Curve(parameters, fitted.isMonotone(), ""));
            } else {
                Coefficient.Reason reason = ((LogisticFit.Failed) whole.fit(form)).reason();
                curves.put(form, new Curve(List.of(), false, reason.text()));
            }
        }
        return curves;
    }

    private List<double[]> line(DoubleUnaryOperator curve) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            lowest = Math.min(lowest, score);
            highest = Math.max(highest, score);
        }
        List<double[]> line = new ArrayList<>();
        for (int i = 0; i <= CURVE_POINTS; i++) {
            double score = lowest + (highest - lowest) * i / CURVE_POINTS;
            line.add(new double[] {score, curve.applyAsDouble(score)});
        }
        return line;
    }

    private int[] evenly(int most) {
        int count = Math.min(most, scores.length);
        return IntStream.range(0, count)
                .map(i -> (int) ((long) scores.length * i / count))
                .toArray();
    }

    private int[] worst(DoubleUnaryOperator curve) {
        Comparator<Integer> byError = Comparator.comparingDouble(i -> error(i, curve));
        PriorityQueue<Integer> largest = new PriorityQueue<>(byError);
        for (int i = 0; i < scores.length; i++) {
            if (largest.size() < settings.worst()) {
                largest.add(i);
            } else if (!largest.isEmpty() && error(i, curve) > error(largest.peek(), curve)) {
                largest.poll();
                largest.add(i);
            }
        }
        return largest.stream()
                .sorted(byError.reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private double error(int i, DoubleUnaryOperator curve) {
        return Math.abs(curve.applyAsDouble(scores[i]) - opinions.values()[i]);
    }

    private List<Picture> pictures(int[] some, DoubleUnaryOperator curve) {
        Map<Integer, Row> described = opinions.describe(some);
        List<Picture> pictures = new ArrayList<>();
        for (int i : some) {
            Row row = described.get(i);
            pictures.add(new Picture(
                    row.getString(1),
                    row.getString(2),
                    row.getInt(3),
                    scores[i],
                    opinions.values()[i],
                    curve.applyAsDouble(scores[i])));
        }
        return pictures;
    }

    private List<Bias> biases(SortedMap<String, int[]> distortions, DoubleUnaryOperator curve) {
        List<Bias> biases = new ArrayList<>();
        distortions.forEach((distortion, members) -> {
            Map<Integer, DoubleSummaryStatistics> byLevel = new TreeMap<>();
            for (int i : members) {
                byLevel.computeIfAbsent((int) opinions.level(i), key -> new DoubleSummaryStatistics())
                        .accept(curve.applyAsDouble(scores[i]) - opinions.values()[i]);
            }
            byLevel.forEach((level, residuals) -> biases.add(
                    new Bias(distortion, level, residuals.getAverage(), Math.toIntExact(residuals.getCount()))));
        });
        return biases;
    }
}

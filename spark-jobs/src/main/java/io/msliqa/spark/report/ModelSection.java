package io.msliqa.spark.report;

import io.msliqa.quality.metrics.Interval;
import io.msliqa.quality.metrics.LogisticForm;
import io.msliqa.quality.metrics.Statistic;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.evaluation.Figures;
import io.msliqa.spark.evaluation.ModelResult;
import io.msliqa.spark.evaluation.ModelResult.Bias;
import io.msliqa.spark.evaluation.ModelResult.Picture;
import io.msliqa.spark.rows.AgreementRow;
import io.msliqa.spark.rows.AgreementRow.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the page of an evaluation says of one model. */
record ModelSection(
        String name,
        boolean open,
        String scale,
        List<CurveLine> curves,
        List<Chart> charts,
        List<Chart> variants,
        Optional<HeatTable> biases,
        List<Card> worst) {

    /** A fit in words. */
    record CurveLine(String form, String text) {}

    /** A picture about which model and people disagree. */
    record Card(Optional<String> picture, String name, String what, String opinion, String fitted, String verdict) {}

    /** @param first whether it is the model that a reader sees without asking */
    static ModelSection of(ModelResult model, QualityScale labels, Thumbnails thumbnails, boolean first) {
        return new ModelSection(
                model.name(),
                first,
                model.scale().toString(),
                curves(model),
                List.of(scatter(model), residuals(model)),
                variants(model),
                biases(model, labels),
                model.worst().stream().map(picture -> card(picture, thumbnails)).toList());
    }

    /** A figure as a bar with its interval. */
    static Charts.Bar bar(AgreementRow row) {
        boolean bounded = row.interval() instanceof Interval.Bounds;
        return new Charts.Bar(
                row.value().orElse(Double.NaN),
                bounded ? ((Interval.Bounds) row.interval()).lower() : Double.NaN,
                bounded ? ((Interval.Bounds) row.interval()).upper() : Double.NaN,
                row.of() + ": " + Figures.both(row) + ", n = " + row.n());
    }

    private static List<CurveLine> curves(ModelResult model) {
        List<CurveLine> lines = new ArrayList<>();
        model.curves().forEach((form, curve) -> {
            String name = form == LogisticForm.FOUR_PARAMETERS ? "Logistic, 4 parameters" : "Logistic, 5 parameters";
            List<String> parameters = curve.parameters().stream()
                    .map(value -> String.format(Locale.ROOT, "%.4g", value))
                    .toList();
            String text = "b = " + String.join(", ", parameters)
                    + (curve.monotone() ? "" : " (it turns, so better scores do not always get better opinions)");
            lines.add(new CurveLine(name, curve.failure().isEmpty() ? text : "none: " + curve.failure()));
        });
        return lines;
    }

    private static Chart scatter(ModelResult model) {
        List<Charts.Point> points = model.sample().stream()
                .map(picture -> new Charts.Point(picture.score(), picture.opinion(), label(picture)))
                .toList();
        List<Charts.Point> line = model.line().stream()
                .map(point -> new Charts.Point(point[0], point[1], ""))
                .toList();
        return Charts.scatter(
                new Charts.Frame(
                        "Scores and opinions",
                        "Each point is a picture; point at one to see which. On a perfect model all lie on the curve.",
                        Charts.Axis.of("score, on the labels' scale"),
                        Charts.Axis.of("people's opinion")),
                List.of(new Charts.Series("pictures", points)),
                line.isEmpty() ? List.of() : List.of(new Charts.Series("fitted curve", line)));
    }

    private static Chart residuals(ModelResult model) {
        List<Charts.Point> points = model.sample().stream()
                .map(picture -> new Charts.Point(picture.fitted(), picture.residual(), label(picture)))
                .toList();
        return Charts.scatter(
                new Charts.Frame(
                        "Residuals",
                        "Fitted opinion minus people's: above zero the model finds a picture too good.",
                        Charts.Axis.of("fitted opinion"),
                        Charts.Axis.of("residual")),
                List.of(new Charts.Series("pictures", points)),
                List.of());
    }

    private static String label(Picture picture) {
        return String.format(
                Locale.ROOT,
                "%s%s: score %.3g, opinion %.3g, fitted %.3g",
                name(picture),
                picture.distortion().isEmpty() ? "" : " (" + what(picture) + ")",
                picture.score(),
                picture.opinion(),
                picture.fitted());
    }

    private static String name(Picture picture) {
        return picture.image().substring(picture.image().lastIndexOf('/') + 1);
    }

    private static String what(Picture picture) {
        return picture.distortion() + (picture.level() > 0 ? ", level " + picture.level() : "");
    }

    private static List<Chart> variants(ModelResult model) {
        List<Chart> charts = new ArrayList<>();
        for (Part part : List.of(Part.HEAD, Part.SCALE, Part.SIZE)) {
            List<AgreementRow> rows = new Figures(model).of(part, Statistic.SRCC);
            if (rows.size() > 1) {
                String title = "SRCC by " + part.name().toLowerCase(Locale.ROOT);
                String caption =
                        switch (part) {
                            case HEAD -> "Each head alone; each was trained at its own zoom level.";
                            case SCALE -> "The patches of one scale alone.";
                            default -> "The patches of one size (pixels) alone.";
                        };
                charts.add(Charts.bars(
                        new Charts.Frame(title, caption, new Charts.Axis("SRCC", Double.NaN, 1), Charts.Axis.of("")),
                        rows.stream().map(AgreementRow::of).toList(),
                        List.of(new Charts.Bars(
                                "SRCC", rows.stream().map(ModelSection::bar).toList()))));
            }
        }
        return charts;
    }

    private static Optional<HeatTable> biases(ModelResult model, QualityScale labels) {
        SortedSet<Integer> levels = new TreeSet<>();
        SortedSet<String> distortions = new TreeSet<>();
        model.biases().forEach(bias -> {
            levels.add(bias.level());
            distortions.add(bias.distortion());
        });
        if (distortions.size() < 2) {
            return Optional.empty();
        }
        List<List<HeatTable.Value>> values = new ArrayList<>();
        for (String distortion : distortions) {
            values.add(levels.stream()
                    .map(level -> value(model.biases(), distortion, level))
                    .toList());
        }
        double span = (labels.max() - labels.min()) / 4;
        return Optional.of(HeatTable.diverging(
                "Bias by distortion and level",
                "distortion",
                levels.stream()
                        .map(level -> level == 0 ? "any" : Integer.toString(level))
                        .toList(),
                List.copyOf(distortions),
                values,
                span));
    }

    private static HeatTable.Value value(List<Bias> biases, String distortion, int level) {
        return biases.stream()
                .filter(bias -> bias.level() == level && bias.distortion().equals(distortion))
                .findFirst()
                .map(bias -> new HeatTable.Value(bias.mean(), "n = " + bias.n()))
                .orElse(new HeatTable.Value(Double.NaN, "no picture"));
    }

    private static Card card(Picture picture, Thumbnails thumbnails) {
        return new Card(
                thumbnails.of(picture.image()),
                name(picture),
                picture.distortion().isEmpty() ? "" : what(picture),
                Figures.number(picture.opinion()),
                Figures.number(picture.fitted()),
                String.format(
                        Locale.ROOT,
                        "found %.2f too %s",
                        Math.abs(picture.residual()),
                        picture.residual() > 0 ? "good" : "bad"));
    }
}

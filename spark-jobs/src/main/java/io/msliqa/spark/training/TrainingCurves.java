package io.msliqa.spark.training;

import io.msliqa.torch.training.History;
import io.msliqa.torch.training.Validation;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss and validation of a training, as a picture. */
public final class TrainingCurves {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;

    private TrainingCurves() {}

    /**
     * Draws {@code curves.png}: the loss of each zoom level on the left, the SRCC of each source on the right, with the
     * best step marked.
     *
     * @param levels the zoom levels' names
     * @throws IOException if the file cannot be written
     */
    public static void draw(History history, List<String> levels, Path file) throws IOException {
        XYChart loss = chart("Training loss", "mean since the last point");
        double[] steps =
                history.losses().stream().mapToDouble(History.Loss::step).toArray();
        for (int i = 0; i < levels.size(); i++) {
            int level = i;
            add(loss, levels.get(i), steps, values(history.losses(), one -> one.levels()
                    .get(level)));
        }
        XYChart agreement = chart("Validation", "SRCC, mean of the heads");
        List<Validation> validations = history.validations();
        double[] validated = values(validations, Validation::step);
        for (int i = 0; i < validations.get(0).sources().size(); i++) {
            int source = i;
            add(
                    agreement,
                    validations.get(0).sources().get(i).name(),
                    validated,
                    values(validations, one -> one.sources().get(source).srcc()));
        }
        Validation best = history.best();
        agreement
                .addSeries("best (mean)", new double[] {best.step()}, new double[] {best.objective()})
                .setMarker(SeriesMarkers.DIAMOND)
                .setMarkerColor(Color.BLACK);
        BitmapEncoder.saveBitmap(
                List.of(loss, agreement), 1, 2, file.toString().replaceFirst("\\.png$", ""), BitmapFormat.PNG);
    }

    private static XYChart chart(String title, String y) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("steps")
                .yAxisTitle(y)
                .build();
        chart.getStyler()
                .setLegendPosition(LegendPosition.OutsideS)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false);
        chart.getStyler().setYAxisDecimalPattern("0.00").setXAxisDecimalPattern("#,##0");
        return chart;
    }

    private static void add(XYChart chart, String name, double[] steps, double[] values) {
        chart.addSeries(name, steps, values).setMarker(steps.length > 30 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    }

    private static <T> double[] values(List<T> points, ToDoubleFunction<T> value) {
        return points.stream().mapToDouble(value).toArray();
    }
}

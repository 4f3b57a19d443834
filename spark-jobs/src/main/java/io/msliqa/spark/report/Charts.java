package io.msliqa.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The kinds of charts that pages have. The label of a point or a bar is what a reader sees on pointing at it; NaN leaves a
 * gap. Thousands of points make a page slow: sample before.
 */
public final class Charts {

    private static final int ROW_HEIGHT = 22;
    private static final int PLOT_HEIGHT = 380;

    /** What stands above, below and beside a chart. */
    public record Frame(String title, String caption, Axis x, Axis y) {}

    /** An axis with its name, which may be empty, and where it ends; NaN for where the data do. */
    public record Axis(String name, double min, double max) {

        /** As long as the data need. */
        public static Axis of(String name) {
            return new Axis(name, Double.NaN, Double.NaN);
        }
    }

    /** A place with what to say of it. */
    public record Point(double x, double y, String label) {}

    /** Points of one kind, or the corners of a line. */
    public record Series(String name, List<Point> points) {}

    /** A value of a category, with the ends of its interval; NaN for none. */
    public record Bar(double value, double lower, double upper, String label) {}

    /** A bar for each category. */
    public record Bars(String name, List<Bar> bars) {}

    /** A value over time, with the ends of a band; NaN for none. A colour makes the point stand out; it may be empty. */
    public record Moment(double value, double lower, double upper, String label, String colour) {}

    /** How often values fell between neighbouring edges. */
    public record Histogram(String name, List<Double> shares) {}

    private Charts() {}

    /** Clouds of points, and lines through them. */
    public static Chart scatter(Frame frame, List<Series> clouds, List<Series> lines) {
        List<Map<String, Object>> series = new ArrayList<>();
        for (Series cloud : clouds) {
            series.add(ChartOption.of("type", "scatter", "name", cloud.name(), "symbolSize", 6)
                    .with("itemStyle", Map.of("opacity", clouds.size() > 1 ? 0.45 : 0.35))
                    .with("data", points(cloud))
                    .asMap());
        }
        for (Series line : lines) {
            series.add(ChartOption.of("type", "line", "name", line.name(), "symbol", "none")
                    .with("lineStyle", Map.of("width", 2.5))
                    .with("silent", true)
                    .with("z", 5)
                    .with("data", points(line))
                    .asMap());
        }
        return new Chart(
                frame.title(),
                frame.caption(),
                PLOT_HEIGHT,
                option(series)
                        .with("xAxis", across(frame.x()).asMap())
                        .with("yAxis", upwards(frame.y()).asMap())
                        .asMap());
    }

    /** Horizontal bars with their intervals, the first category on top; several kinds side by side. */
    public static Chart bars(Frame frame, List<String> categories, List<Bars> kinds) {
        List<Map<String, Object>> series = new ArrayList<>();
        for (Bars kind : kinds) {
            List<Object> data = new ArrayList<>();
            kind.bars().forEach(bar -> data.add(named(finite(bar.value()), bar.label())));
            series.add(ChartOption.of("type", "bar", "name", kind.name(), "data", data)
                    .asMap());
        }
        for (int kind = 0; kind < kinds.size(); kind++) {
            series.add(intervals(kinds.get(kind).bars(), kind, kinds.size()));
        }
        ChartOption categoryAxis = ChartOption.of("type", "category", "data", categories, "inverse", true)
                .with("axisTick", Map.of("show", false))
                .with("axisLabel", Map.of("width", 165, "overflow", "truncate"));
        return new Chart(
                frame.title(),
                frame.caption(),
                110 + ROW_HEIGHT * categories.size() * Math.max(1, (kinds.size() + 1) / 2),
                option(series)
                        .with("xAxis", across(frame.x()).with("scale", false).asMap())
                        .with("yAxis", categoryAxis.asMap())
                        .asMap());
    }

    /**
     * Values over time.
     *
     * @param times the category of each moment, the oldest first
     * @param band what the band around the values is; empty if there is none
     */
    public static Chart overTime(Frame frame, List<String> times, String name, String band, List<Moment> moments) {
        List<Object> values = new ArrayList<>();
        for (Moment moment : moments) {
            ChartOption value = ChartOption.of("value", finite(moment.value()), "name", moment.label());
            if (!moment.colour().isEmpty()) {
                value.with("symbol", "circle")
                        .with("symbolSize", 12)
                        .with("itemStyle", Map.of("color", moment.colour()));
            }
            values.add(value.asMap());
        }
        List<Map<String, Object>> series = new ArrayList<>();
        series.add(ChartOption.of("type", "line", "name", name, "symbolSize", 6, "data", values)
                .asMap());
        if (!band.isEmpty()) {
            series.addAll(band(band, moments));
        }
        Map<String, Object> axis = ChartOption.of("type", "category", "data", times)
                .with("name", frame.x().name())
                .with("nameLocation", "middle")
                .with("nameGap", 28)
                // On a small screen the last date would stand half outside.
                .with("axisLabel", Map.of("alignMaxLabel", "right"))
                .asMap();
        return new Chart(
                frame.title(),
                frame.caption(),
                300,
                option(series)
                        .with("xAxis", axis)
                        .with("yAxis", upwards(frame.y()).asMap())
                        .asMap());
    }

    /** Two lines that nobody sees, and the area between them. */
    private static List<Map<String, Object>> band(String name, List<Moment> moments) {
        List<Object> lower = new ArrayList<>();
        List<Object> height = new ArrayList<>();
        for (Moment moment : moments) {
            lower.add(finite(moment.lower()));
            height.add(finite(moment.upper() - moment.lower()));
        }
        ChartOption floor =
                ChartOption.of("type", "line", "stack", "band", "symbol", "none", "lineStyle", Map.of("opacity", 0));
        ChartOption range =
                ChartOption.of("type", "line", "stack", "band", "symbol", "none", "lineStyle", Map.of("opacity", 0));
        return List.of(
                floor.with("silent", true).with("data", lower).asMap(),
                range.with("name", name)
                        .with("silent", true)
                        .with("color", "#9aa7b4")
                        .with("areaStyle", Map.of("opacity", 0.25))
                        .with("data", height)
                        .asMap());
    }

    /**
     * How values are spread, then and now.
     *
     * @param edges one more than each histogram has shares
     */
    public static Chart histogram(Frame frame, List<Double> edges, List<Histogram> histograms) {
        List<Map<String, Object>> series = new ArrayList<>();
        for (Histogram histogram : histograms) {
            List<Object> steps = new ArrayList<>();
            for (int i = 0; i < histogram.shares().size(); i++) {
                double share = histogram.shares().get(i);
                String label = String.format(
                        Locale.ROOT,
                        "%s: %.3g to %.3g, %.1f %%",
                        histogram.name(),
                        edges.get(i),
                        edges.get(i + 1),
                        100 * share);
                steps.add(named(List.of(edges.get(i), share), label));
            }
            steps.add(named(List.of(edges.get(edges.size() - 1), 0), histogram.name()));
            series.add(ChartOption.of("type", "line", "step", "end", "name", histogram.name(), "symbol", "none")
                    .with("areaStyle", Map.of("opacity", 0.18))
                    .with("data", steps)
                    .asMap());
        }
        return new Chart(
                frame.title(),
                frame.caption(),
                300,
                option(series)
                        .with("xAxis", across(frame.x()).asMap())
                        .with("yAxis", upwards(frame.y()).asMap())
                        .asMap());
    }

    private static Map<String, Object> intervals(List<Bar> bars, int kind, int of) {
        List<Object> data = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            if (Double.isFinite(bar.lower()) && Double.isFinite(bar.upper())) {
                data.add(named(List.of(bar.lower(), i, bar.upper()), bar.label()));
            }
        }
        return ChartOption.of("type", "custom", "renderItem", "interval", "kind", kind, "kinds", of)
                .with("encode", Map.of("x", List.of(0, 2), "y", 1))
                .with("silent", true)
                .with("z", 5)
                .with("data", data)
                .asMap();
    }

    private static ChartOption option(List<Map<String, Object>> series) {
        List<Object> names = series.stream()
                .map(one -> one.get("name"))
                .filter(name -> name != null)
                .toList();
        return ChartOption.of("series", series, "animation", false)
                .with("legend", Map.of("show", names.size() > 1, "data", names, "top", 0, "type", "scroll"))
                .with("tooltip", Map.of("formatter", "{b}", "confine", true))
                .with(
                        "grid",
                        ChartOption.of("containLabel", true, "top", names.size() > 1 ? 56 : 30, "bottom", 30)
                                .with("left", 24)
                                .with("right", 18)
                                .asMap());
    }

    private static ChartOption across(Axis axis) {
        return valueAxis(axis).with("nameLocation", "middle").with("nameGap", 28);
    }

    private static ChartOption upwards(Axis axis) {
        return valueAxis(axis).with("nameGap", 10).with("nameTextStyle", Map.of("align", "left"));
    }

    private static ChartOption valueAxis(Axis axis) {
        ChartOption option = ChartOption.of("type", "value", "scale", true, "name", axis.name());
        if (Double.isFinite(axis.min())) {
            option.with("min", axis.min());
        }
        if (Double.isFinite(axis.max())) {
            option.with("max", axis.max());
        }
        return option;
    }

    private static List<Object> points(Series series) {
        List<Object> points = new ArrayList<>();
        for (Point point : series.points()) {
            points.add(named(List.of(point.x(), point.y()), point.label()));
        }
        return points;
    }

    private static Map<String, Object> named(Object value, String name) {
        return ChartOption.of("value", value, "name", name).asMap();
    }

    /** ECharts' word for "no value" is a dash. */
    private static Object finite(double value) {
        return Double.isFinite(value) ? value : "-";
    }
}

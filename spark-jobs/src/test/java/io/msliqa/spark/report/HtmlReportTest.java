package io.msliqa.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.MustacheException;
import io.msliqa.spark.TestPictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final String HOSTILE = "</script><script>alert('&')</script>";

    @TempDir
    Path folder;

    private record Page(String title, List<Chart> charts, HeatTable heat, Optional<String> picture) {}

    private static Page page(String name, Optional<String> picture) {
        Charts.Frame frame = new Charts.Frame(name, name, Charts.Axis.of(name), new Charts.Axis(name, 0, 1));
        Chart scatter = Charts.scatter(
                frame,
                List.of(new Charts.Series(name, List.of(new Charts.Point(1, 2, name)))),
                List.of(new Charts.Series("fit", List.of(new Charts.Point(0, 1, ""), new Charts.Point(2, 3, "")))));
        Chart bars = Charts.bars(
                frame,
                List.of("blur", "noise"),
                List.of(new Charts.Bars(
                        name,
                        List.of(
                                new Charts.Bar(0.5, 0.4, 0.6, name),
                                new Charts.Bar(Double.NaN, Double.NaN, Double.NaN, "none")))));
        HeatTable heat = HeatTable.of(
                name, name, List.of("1"), List.of(name), List.of(List.of(new HeatTable.Value(0.25, name))), 0, 1);
        return new Page(name, List.of(scatter, bars), heat, picture);
    }

    private static List<JsonNode> charts(String html) throws IOException {
        Matcher matcher = Pattern.compile("<script type=\"application/json\">(.*?)</script>", Pattern.DOTALL)
                .matcher(html);
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> charts = new ArrayList<>();
        while (matcher.find()) {
            charts.add(json.readTree(matcher.group(1)));
        }
        return charts;
    }

    @Test
    void namesOfFilesCannotBecomeMarkup() throws IOException {
        String html = new HtmlReport("test-page").render(HOSTILE, page(HOSTILE, Optional.empty()));

        assertThat(html).doesNotContain(HOSTILE).doesNotContain("<script>alert");
        assertThat(charts(html).get(0).at("/series/0/data/0/name").asText()).isEqualTo(HOSTILE);
        assertThat(html).contains("<h1>&lt;/script&gt;");
    }

    /** Small maps have another order in every process; what a report says is the same bytes in all of them. */
    @Test
    void keysOfAChartStandInOrder() throws IOException {
        for (JsonNode chart : charts(new HtmlReport("test-page").render("page", page("page", Optional.empty())))) {
            assertThat(keys(chart.get("legend"))).isNotEmpty().isSorted();
            assertThat(keys(chart.get("tooltip"))).isNotEmpty().isSorted();
        }
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void aPageRefersToNothingOutsideItself() {
        String html = new HtmlReport("test-page").render("page", page("page", Optional.empty()));

        assertThat(html).doesNotContainPattern("(src|href)=[\"']?(https?:)?//").doesNotContain("@import");
        assertThat(html).contains("echarts.init").contains("Licensed to the Apache Software Foundation");
    }

    @Test
    void valuesThatAreNotThereAreGapsAndHaveNoInterval() throws IOException {
        JsonNode bars = charts(new HtmlReport("test-page").render("page", page("page", Optional.empty())))
                .get(1);

        assertThat(bars.at("/series/0/data/0/value").asDouble()).isEqualTo(0.5);
        assertThat(bars.at("/series/0/data/1/value").asText()).isEqualTo("-");
        assertThat(bars.at("/series/1/data")).hasSize(1);
        assertThat(bars.at("/series/1/data/0/value").toString()).isEqualTo("[0.4,0,0.6]");
    }

    @Test
    void anOptionalIsThereOrNot() {
        HtmlReport report = new HtmlReport("test-page");

        assertThat(report.render("page", page("page", Optional.of("data:x")))).contains("src=\"data:x\"");
        assertThat(report.render("page", page("page", Optional.empty()))).doesNotContain("alt=\"\"");
    }

    @Test
    void whatATemplateNamesMustBeThere() {
        assertThatThrownBy(() -> new HtmlReport("test-page").render("page", Map.of("title", "no charts")))
                .isInstanceOf(MustacheException.class);
    }

    @Test
    void aPageReplacesTheOneBeforeAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("new/page.html");
        HtmlReport report = new HtmlReport("test-page");
        for (String title : List.of("before", "after")) {
            report.write(
                    new org.apache.hadoop.fs.Path(file.toString()),
                    title,
                    page(title, Optional.empty()),
                    new Configuration());
        }

        assertThat(Files.readString(file)).contains("<title>after</title>").doesNotContain("before</h1>");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void thumbnailsAreSmallPicturesAndBrokenFilesHaveNone() throws IOException {
        TestPictures.write(folder.resolve("wide picture.png"), 600, 300, 1);
        Files.writeString(folder.resolve("broken.png"), "no picture");
        Thumbnails thumbnails = new Thumbnails(new Configuration(), 120);

        String uri = thumbnails.of("file:" + folder + "/wide picture.png").orElseThrow();
        BufferedImage small =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(uri.replaceFirst(".*,", ""))));

        assertThat(small.getWidth()).isEqualTo(120);
        assertThat(small.getHeight()).isEqualTo(60);
        assertThat(thumbnails.of(folder.resolve("broken.png").toString())).isEmpty();
        assertThat(thumbnails.of(folder.resolve("missing.png").toString())).isEmpty();
    }
}

package io.msliqa.spark.report;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.msliqa.spark.store.WholeFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * One kind of page: the common layout around a Mustache template.
 *
 * <p>The file contains its styles, its scripts, the chart library and all data, and refers to nothing outside itself.
 */
public final class HtmlReport {

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .strictSections(true)
            .emptyStringIsFalse(true)
            .zeroIsFalse(true)
            .withCollector(new Collector())
            .withLoader(name -> new StringReader(Resources.text(name + ".mustache")));

    private final Template layout;
    private final Template body;

    /** @param template the name of the page's template in this package, without its ending */
    public HtmlReport(String template) {
        layout = COMPILER.compile(Resources.text("layout.mustache"));
        body = COMPILER.compile(Resources.text(template + ".mustache"));
    }

    /**
     * The page's HTML.
     *
     * @param title of the window
     * @param model what the template names: records, lists and maps
     * @throws com.samskivert.mustache.MustacheException if the template names what the model lacks
     */
    public String render(String title, Object model) {
        return layout.execute(Map.of(
                "title", title,
                "style", Resources.text("report.css"),
                "library", Resources.chartLibrary(),
                "script", Resources.text("report.js"),
                "body", body.execute(model)));
    }

    /**
     * Writes the page; a reader sees the old file or the new one, never a part.
     *
     * @param file on any Hadoop file system
     * @throws IOException if it cannot be written
     */
    public void write(Path file, String title, Object model, Configuration hadoop) throws IOException {
        WholeFile.replace(file, render(title, model).getBytes(StandardCharsets.UTF_8), hadoop);
    }

    /** An Optional is a section that is there or not. */
    private static final class Collector extends DefaultCollector {
        @Override
        public Iterator<?> toIterator(Object value) {
            return value instanceof Optional<?> optional ? optional.stream().iterator() : super.toIterator(value);
        }
    }
}

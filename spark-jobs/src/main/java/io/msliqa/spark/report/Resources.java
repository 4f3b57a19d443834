package io.msliqa.spark.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What pages are made of, from the class path. */
final class Resources {

    private static final String WEBJAR = "/META-INF/maven/org.webjars/echarts/pom.properties";

    private Resources() {}

    /** A text file of this package. */
    static String text(String name) {
        return read(name);
    }

    /** Apache ECharts, minified. */
    static String chartLibrary() {
        Properties jar = new Properties();
        try (InputStream in = open(WEBJAR)) {
            jar.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read("/META-INF/resources/webjars/echarts/" + jar.getProperty("version") + "/echarts.min.js");
    }

    private static String read(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = Resources.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("The class path lacks " + name);
        }
        return in;
    }
}

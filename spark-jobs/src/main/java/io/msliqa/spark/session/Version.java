package io.msliqa.spark.session;

import picocli.CommandLine.IVersionProvider;

/** The program's version, from the jar. */
public final class Version implements IVersionProvider {

    /** The version in the jar's manifest; {@code development} outside a jar. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "msliqa " + text(),
            "Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION(),
            "Java " + Runtime.version()
        };
    }
}

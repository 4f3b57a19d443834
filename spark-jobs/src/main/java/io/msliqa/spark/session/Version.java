package io.msliqa.spark.session;

import io.msliqa.spark.scoring.Versions;
import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version}. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "msliqa " + Versions.msliqa(),
            "Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION(),
            "Java " + Runtime.version()
        };
    }
}

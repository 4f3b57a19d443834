package io.msliqa.spark.settings;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;

/** Where a value was written, as a reader of the message looks for it: {@code (conf/local.conf:12)}. */
final class Origins {

    private Origins() {}

    static String of(ConfigValue value) {
        ConfigOrigin origin = value.origin();
        String place = origin.filename() != null
                ? origin.filename()
                : origin.description().replaceAll(": \\d+(-\\d+)?$", "");
        return origin.lineNumber() > 0 ? "(" + place + ":" + origin.lineNumber() + ")" : "(" + place + ")";
    }
}

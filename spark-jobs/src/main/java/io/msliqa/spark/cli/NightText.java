package io.msliqa.spark.cli;

import io.msliqa.spark.nightly.NightMessage;
import io.msliqa.spark.nightly.NightResult;
import io.msliqa.spark.nightly.NightlyFiles;
import io.msliqa.spark.nightly.Verdicts;
import io.msliqa.spark.table.CheckRow;
import io.msliqa.spark.table.NightRow;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;

/** A night on the terminal: the verdict, what stands out, what next. */
final class NightText {

    private static final int MOST_ALARMS = 10;

    private final NightResult result;
    private final NightlyFiles files;
    private final PrintStream out;

    NightText(NightResult result, NightlyFiles files, PrintStream out) {
        this.result = result;
        this.files = files;
        this.out = out;
    }

    void print() {
        NightRow night = result.night();
        out.printf(
                "%n%s %s: %s%n",
                night.night(),
                NightMessage.word(night.verdict().outcome()).toUpperCase(Locale.ROOT),
                night.verdict().headline());
        List<CheckRow> alarms = Verdicts.alarms(night.checks());
        alarms.stream()
                .skip(1)
                .limit(MOST_ALARMS)
                .forEach(alarm ->
                        out.printf("  %-8s %s%n", NightMessage.word(alarm.outcome()), Verdicts.sentence(alarm)));
        if (alarms.size() > MOST_ALARMS + 1) {
            out.printf("  and %d more%n", alarms.size() - MOST_ALARMS - 1);
        }
        out.printf(
                Locale.ROOT,
                "%,d new pictures = %,d scored + %,d failed; compared with %d good nights of the same stack%n",
                night.counts().pictures(),
                night.counts().scored(),
                night.counts().failed(),
                night.baseline().size());
        out.printf("Report: %s   all nights: %s%n", readable(files.page(night.night())), readable(files.index()));
    }

    private static String readable(Path path) {
        return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    }
}

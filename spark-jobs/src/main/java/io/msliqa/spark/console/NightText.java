package io.msliqa.spark.console;

import io.msliqa.spark.nightly.NightMessage;
import io.msliqa.spark.nightly.NightResult;
import io.msliqa.spark.nightly.NightlyFiles;
import io.msliqa.spark.nightly.OtherModel;
import io.msliqa.spark.nightly.checks.Finding;
import io.msliqa.spark.rows.NightRow;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;

/** Writes a night to the terminal: the verdict, what stands out, what to do next. */
public final class NightText {

    private static final int MOST_FINDINGS = 10;

    private final NightResult result;
    private final NightlyFiles files;
    private final PrintStream out;

    public NightText(NightResult result, NightlyFiles files, PrintStream out) {
        this.result = result;
        this.files = files;
        this.out = out;
    }

    public void print() {
        NightRow night = result.night();
        out.printf(
                Locale.ROOT,
                "%n%s %s: %s%n",
                night.night(),
                NightMessage.word(night.verdict().outcome()).toUpperCase(Locale.ROOT),
                night.verdict().headline());
        List<Finding> findings = Finding.all(night.checks());
        findings.stream()
                .limit(1)
                .forEach(first -> out.printf(
                        Locale.ROOT,
                        "  Where to look: %s. %s%n",
                        first.main().cause().title(),
                        first.also()));
        findings.stream()
                .skip(1)
                .limit(MOST_FINDINGS)
                .forEach(finding ->
                        out.printf(Locale.ROOT, "  %-8s %s%n", NightMessage.word(finding.outcome()), finding.text()));
        if (findings.size() > MOST_FINDINGS + 1) {
            out.printf(Locale.ROOT, "  and %d more%n", findings.size() - MOST_FINDINGS - 1);
        }
        out.printf(
                Locale.ROOT,
                "%,d new pictures = %,d scored + %,d failed; compared with %d %s%n",
                night.counts().pictures(),
                night.counts().scored(),
                night.counts().failed(),
                night.baseline().size(),
                night.baseline().size() == 1 && result.season().equals("nights") ? "night" : result.season());
        for (OtherModel other : result.others()) {
            String mean = other.now().size() == 0
                    ? ""
                    : ", mean " + other.scale().textOfPoints(other.now().mean())
                            + (other.before().size() == 0
                                    ? ""
                                    : " ("
                                            + other.scale()
                                                    .textOfPoints(other.before().mean()) + " before)");
            out.printf(
                    Locale.ROOT,
                    "  also by %s: %,d scored, %,d failed%s%n",
                    other.name(),
                    other.now().size(),
                    other.failed(),
                    mean);
        }
        out.printf(
                Locale.ROOT,
                "Report: %s   all nights: %s%n",
                readable(files.page(night.night())),
                readable(files.index()));
    }

    private static String readable(Path path) {
        return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    }
}

package io.msliqa.quality.distortion;

import io.msliqa.network.Cause;
import io.msliqa.quality.distortion.DistortedSet.Plan;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Writes the rows of a set's label table: KADID-10k's columns, and of a set with {@link Variety} what is wrong, and whether
 * grey will do.
 */
final class SetLabels {

    private final Plan plan;
    private final boolean varied;

    SetLabels(Plan plan) {
        this.plan = plan;
        this.varied = !plan.variety().equals(Variety.NONE);
    }

    String header() {
        return "dist_img,ref_img,dmos,var" + (varied ? ",cause,grey" : "") + "\n";
    }

    /** The row of a reference as a picture of the set; blank if it is none. */
    String clean(ReferencePicture reference) {
        OptionalDouble opinion = plan.variety().clean();
        return opinion.isEmpty()
                ? ""
                : line(
                        reference.fileName(),
                        reference,
                        text(opinion.getAsDouble()),
                        "",
                        "," + Cause.NONE + "," + flag(true));
    }

    String row(ReferencePicture reference, Version version) {
        Step step = version.steps().get(0);
        if (!varied) {
            return line(
                    version.fileName(reference),
                    reference,
                    text(plan.opinions().opinion(step.type(), step.cell()).orElse(Double.NaN)),
                    text(plan.opinions().deviation(step.type(), step.cell()).orElse(Double.NaN)),
                    "");
        }
        Optional<Cause> cause = version.cause(plan.opinions());
        return line(
                version.fileName(reference),
                reference,
                text(version.opinion(plan.opinions()).orElse(Double.NaN)),
                "",
                "," + cause.map(Cause::toString).orElse("") + "," + flag(version.greyToo()));
    }

    private static String line(
            String image, ReferencePicture reference, String opinion, String deviation, String more) {
        return String.join(",", image, reference.fileName(), opinion, deviation) + more + "\n";
    }

    /** Blank for NaN, which stands for what is not known. */
    private static String text(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String flag(boolean set) {
        return set ? "1" : "0";
    }
}

package io.msliqa.quality.labels;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What KADID-10k and TID2013 say in a file name: {@code I04_08_03.png} is reference 4, distortion type 8, level 3. Any
 * number of digits, any ending, either case.
 *
 * <p>Sets of {@code msliqa distort} also have {@code I04.png}, the reference itself, which is type 0, and {@code
 * I04_08_03_11_02.png}, which was distorted further by a second type.
 */
record DistortedName(String reference, int type, int level) {

    private static final Pattern NAME =
            Pattern.compile("(i\\d+)(?:_(\\d{1,3})_(\\d{1,3})(?:_\\d{1,3}_\\d{1,3})?)?\\.\\w+");

    static final List<String> KADID10K_TYPES = List.of(
            "gaussian-blur",
            "lens-blur",
            "motion-blur",
            "color-diffusion",
            "color-shift",
            "color-quantization",
            "color-saturation-hsv",
            "color-saturation-lab",
            "jpeg2000",
            "jpeg",
            "white-noise",
            "white-noise-ycbcr",
            "impulse-noise",
            "multiplicative-noise",
            "denoise",
            "brighten",
            "darken",
            "mean-shift",
            "jitter",
            "non-eccentricity-patch",
            "pixelate",
            "quantization",
            "color-block",
            "high-sharpen",
            "contrast-change",
            // Sets made by "msliqa distort" may go on with types that KADID-10k lacks.
            "spatially-correlated-noise",
            "masked-noise",
            "high-frequency-noise",
            "comfort-noise",
            "jpeg-transmission-errors",
            "jpeg2000-transmission-errors",
            "compression-of-noisy-picture",
            "chromatic-aberration",
            "sparse-sampling",
            "underexposure",
            "fading",
            "posterization",
            "few-colors",
            "many-patches-off-place");

    static final List<String> TID2013_TYPES = List.of(
            "additive-gaussian-noise",
            "color-noise",
            "spatially-correlated-noise",
            "masked-noise",
            "high-frequency-noise",
            "impulse-noise",
            "quantization-noise",
            "gaussian-blur",
            "denoising",
            "jpeg",
            "jpeg2000",
            "jpeg-transmission-errors",
            "jpeg2000-transmission-errors",
            "non-eccentricity-pattern-noise",
            "local-blocks",
            "mean-shift",
            "contrast-change",
            "color-saturation",
            "multiplicative-gaussian-noise",
            "comfort-noise",
            "lossy-compression-of-noisy-image",
            "color-quantization-with-dither",
            "chromatic-aberration",
            "sparse-sampling");

    /** Reads the last part of a path; empty if it is no such name. */
    static Optional<DistortedName> parse(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        Matcher matcher = NAME.matcher(file);
        return matcher.matches()
                ? Optional.of(new DistortedName(
                        matcher.group(1).toUpperCase(Locale.ROOT),
                        matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)),
                        matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** Adds a label whose reference, type and level are those of its file name. */
    static void add(RawLabel label, List<String> types, LabelChecks checks) {
        Optional<DistortedName> parsed = parse(label.image());
        boolean known = parsed.isPresent()
                && parsed.get().type <= types.size()
                && (parsed.get().type > 0 || parsed.get().level == 0);
        if (!known) {
            checks.problem(label.place() + ": '" + label.image()
                    + "' is no name like I01_08_3.png with a type from 1 to " + types.size());
            return;
        }
        DistortedName name = parsed.get();
        String distortion =
                name.type == 0 ? "" : String.format(Locale.ROOT, "%02d-%s", name.type, types.get(name.type - 1));
        checks.add(label.of(name.reference, distortion, name.level));
    }
}

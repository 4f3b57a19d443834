package io.msliqa.spark.cli;

import static io.msliqa.spark.cli.CommandLineRun.msliqa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.quality.distortion.Distortion;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestModels;
import io.msliqa.spark.nightly.checks.Verdicts;
import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.store.NightHistory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * Thirty nights of an archive with three folders of real pictures, by the real command: most of them quiet, some not. Takes
 * minutes and folders of pictures: not one of the tests, but {@code make nightly-simulation}.
 */
class NightlySimulation {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final int NIGHTS = 30;
    private static final int ENCODER = 12;
    private static final int MIX = 16;
    private static final int BROKEN = 20;
    private static final int MISSED = 24;
    private static final int MODEL = 28;

    private final Random random = new Random(Long.getLong("seed", 1));
    private final Path out = Path.of(System.getProperty("output", "target/nightly-simulation"));
    private final Deque<Path> authentic = new ArrayDeque<>();
    private final List<Path> pristine = new ArrayList<>();

    private static List<Path> pictures(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().matches("(?i).*\\.(png|jpe?g)"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thirtyNights() throws Exception {
        String fine = System.getProperty("pristine", "");
        String real = System.getProperty("authentic", "");
        assumeTrue(!fine.isEmpty() && !real.isEmpty(), "Name folders with -Dpristine= and -Dauthentic=");
        pristine.addAll(pictures(fine));
        List<Path> shuffled = new ArrayList<>(pictures(real));
        Collections.shuffle(shuffled, random);
        authentic.addAll(shuffled);
        Files.createDirectories(out);
        SharedSpark.session();
        Path other = out.resolve("another-model");
        TestModels.untrained(1).save(other);
        Set<String> known = nights().keySet();
        for (int number = 1; number <= NIGHTS; number++) {
            arrive(number);
            // A simulation that was stopped goes on where it was.
            if (number != MISSED && !known.contains(name(number))) {
                run(number, number == MISSED + 1 ? List.of("--backfill") : List.of(), other);
            }
        }
        check();
        replay();
    }

    private void run(int number, List<String> more, Path other) {
        List<String> arguments = new ArrayList<>(Arrays.asList(
                "nightly",
                out.resolve("archive").toString(),
                "--output",
                out.resolve("nightly").toString(),
                "--mode",
                "single",
                "--night",
                name(number),
                "--set",
                "nightly.limits.age.warn=0s",
                "--set",
                "nightly.cut=06:00"));
        arguments.addAll(more);
        if (number >= MODEL) {
            arguments.addAll(List.of("--model", other.toString()));
        }
        CommandLineRun run = msliqa(arguments.toArray(String[]::new));
        System.out.print(run.out() + run.err());
        System.out.println("exit code " + run.code());
        assertThat(run.code()).isIn(ExitCode.OK.number(), ExitCode.WARNINGS.number(), ExitCode.QUALITY_FAILED.number());
    }

    private Map<String, NightRow> nights() {
        Map<String, NightRow> nights = new TreeMap<>();
        Path history = out.resolve("nightly/history");
        if (Files.exists(history)) {
            NightHistory.existing(SharedSpark.session(), history.toString())
                    .nights()
                    .forEach(night -> nights.put(night.night(), night));
        }
        return nights;
    }

    private static String name(int number) {
        return FIRST.plusDays(number - 1L).toString();
    }

    /** What comes in a night: uploads and pictures of partners, none twice, and the studio's, each damaged a little. */
    private void arrive(int number) throws IOException, ImageException {
        boolean mix = number == MIX;
        boolean broken = number == BROKEN;
        for (int i = 0; i < (mix ? 50 : 25); i++) {
            copy(number, "uploads", i, broken && i % 10 < 3);
        }
        for (int i = 0; i < 20; i++) {
            if (number == ENCODER) {
                distort(number, "partners", i, authentic.pop(), Distortion.JPEG, 5, random.nextLong(), false);
            } else {
                copy(number, "partners", i, broken && i % 10 < 3);
            }
        }
        for (int i = 0; i < (mix ? 5 : 20); i++) {
            Path file = pristine.get(random.nextInt(pristine.size()));
            distort(
                    number,
                    "studio",
                    i,
                    file,
                    Distortion.KADID10K.get(random.nextInt(25)),
                    1 + random.nextInt(2),
                    random.nextLong(),
                    broken && i % 10 < 3);
        }
    }

    private Path place(int number, String folder, String file) throws IOException {
        return Files.createDirectories(out.resolve("archive").resolve(folder)).resolve(name(number) + "-" + file);
    }

    private void arrived(int number, Path file) throws IOException {
        Instant time = FIRST.plusDays(number - 1L).atStartOfDay().toInstant(ZoneOffset.UTC);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private void copy(int number, String folder, int i, boolean truncated) throws IOException {
        Path source = authentic.pop();
        byte[] bytes = Files.readAllBytes(source);
        Path file = place(number, folder, i + "-" + source.getFileName());
        if (Files.exists(file)) {
            return;
        }
        Files.write(file, truncated ? Arrays.copyOf(bytes, bytes.length / 3) : bytes);
        arrived(number, file);
    }

    private void distort(
            int number,
            String folder,
            int i,
            Path source,
            Distortion distortion,
            int level,
            long seed,
            boolean truncated)
            throws IOException, ImageException {
        Path file = place(number, folder, i + ".png");
        if (Files.exists(file)) {
            return;
        }
        PixelImage picture = new ImageDecoder(new DecodeLimits(1 << 28, 100_000_000, 1))
                .decode(Files.readAllBytes(source))
                .pixels();
        PixelImage damaged = distortion.apply(picture, level, seed);
        BufferedImage image = new BufferedImage(damaged.width(), damaged.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < damaged.height(); y++) {
            for (int x = 0; x < damaged.width(); x++) {
                int red = damaged.sample(x, y, 0);
                image.setRGB(x, y, red << 16 | damaged.sample(x, y, 1) << 8 | damaged.sample(x, y, 2));
            }
        }
        ImageIO.write(image, "png", file.toFile());
        if (truncated) {
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) / 3));
        }
        arrived(number, file);
    }

    private void check() {
        Map<String, NightRow> nights = nights();
        List<Integer> events = List.of(ENCODER, MIX, BROKEN, MODEL);
        int alarms = 0;
        for (int number = 1; number <= NIGHTS; number++) {
            NightRow night = nights.get(name(number));
            assertThat(night).as("night %s", name(number)).isNotNull();
            boolean alarm = night.verdict().outcome().isAlarm();
            alarms += alarm && !events.contains(number) ? 1 : 0;
            System.out.printf(
                    Locale.ROOT,
                    "%2d %s %-10s %-10s %s%n",
                    number,
                    night.night(),
                    events.contains(number) ? "event" : number == MISSED ? "missed" : "quiet",
                    night.verdict().outcome(),
                    night.verdict().headline());
        }
        System.out.printf(Locale.ROOT, "False alarms: %d of %d quiet nights%n", alarms, NIGHTS - events.size());
        CheckRow encoder = first(nights.get(name(ENCODER)));
        assertThat(encoder.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(encoder.group()).isEqualTo("partners");
        assertThat(first(nights.get(name(MIX))).cause()).isEqualTo(Cause.MIX);
        assertThat(first(nights.get(name(BROKEN))).check()).isEqualTo(Check.FAILURES);
        assertThat(nights.get(name(BROKEN)).verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(nights.get(name(MISSED)).counts().pictures()).isEqualTo(65);
        assertThat(first(nights.get(name(MODEL))).cause()).isEqualTo(Cause.STACK);
        assertThat(alarms).isLessThanOrEqualTo(1);
    }

    /** The quiet nights of the first model, compared with each other: the limits must suit them. */
    private void replay() {
        NightRow last = nights().get(name(MODEL - 1));
        assertThat(last).isNotNull();
        CommandLineRun run = msliqa(
                "nightly",
                "--replay",
                "--night",
                name(MODEL - 1),
                "--output",
                out.resolve("nightly").toString(),
                "--except",
                name(ENCODER) + "," + name(MIX) + "," + name(BROKEN));
        System.out.print(run.out() + run.err());
        assertThat(run.code()).isZero();
    }

    private static CheckRow first(NightRow night) {
        return Verdicts.alarms(night.checks()).get(0);
    }
}

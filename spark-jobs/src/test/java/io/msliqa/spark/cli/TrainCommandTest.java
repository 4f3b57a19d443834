package io.msliqa.spark.cli;

import static io.msliqa.spark.cli.CommandLineRun.msliqa;
import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.model.HeadReading;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Quality;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From pristine pictures to a trained model, as a user goes there. */
class TrainCommandTest {

    @TempDir
    static Path folder;

    private static Path set;

    @BeforeAll
    static void distort() throws IOException {
        Path pristine = Files.createDirectories(folder.resolve("pristine"));
        for (int i = 0; i < 5; i++) {
            ImageIO.write(picture(i), "png", pristine.resolve("p" + i + ".png").toFile());
        }
        StringBuilder labels = new StringBuilder("dist_img,dmos,var\n");
        for (int type = 1; type <= 25; type++) {
            for (int level = 1; level <= 5; level++) {
                labels.append(String.format(Locale.ROOT, "I01_%02d_%02d.png,%d,0.5%n", type, level, 6 - level));
            }
        }
        Path file = Files.writeString(folder.resolve("kadid.csv"), labels);
        set = folder.resolve("set");
        CommandLineRun run = msliqa(
                "distort",
                pristine.toString(),
                "--output",
                set.toString(),
                "--types",
                "1,10,11,28",
                "--crop",
                "64x48",
                "--labels",
                file.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("contact-sheet.png", "--data kadid10k=" + set, "Estimating");
    }

    @Test
    void whatASetLikeTid2013SaysToTypeNextIsTaken() throws IOException {
        StringBuilder labels = new StringBuilder("image,mos\n");
        for (int cell = 0; cell < 24 * 5; cell++) {
            labels.append(String.format(Locale.ROOT, "i01_%02d_%d.bmp,4%n", cell / 5 + 1, cell % 5 + 1));
        }
        CommandLineRun run = msliqa(
                "distort",
                folder.resolve("pristine").toString(),
                "--output",
                folder.resolve("tid-like").toString(),
                "--types",
                "tid2013",
                "--crop",
                "64x48",
                "--share",
                "0.02",
                "--labels",
                Files.writeString(folder.resolve("tid.csv"), labels).toString());

        assertThat(run.code()).as(run.err()).isZero();
        String next = run.out()
                .lines()
                .filter(line -> line.startsWith("Choose by it: msliqa "))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*: msliqa ", "");
        Msliqa.line().parseArgs(next.split(" ", -1));
    }

    private static BufferedImage picture(int seed) {
        BufferedImage image = new BufferedImage(72, 56, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        int base = random.nextInt(0x808080);
        for (int pixel = 0; pixel < 72 * 56; pixel++) {
            int wave = (int) (60 + 50 * Math.sin(pixel % 72 / (2.0 + seed)) * Math.cos(pixel / 216.0));
            image.setRGB(pixel % 72, pixel / 72, base + wave * 0x010101);
        }
        return image;
    }

    private static CommandLineRun train(Path output, String... more) {
        String[] common = {
            "train",
            "--output",
            output.toString(),
            "--set",
            "training.levels=[crop-32, resize-40/crop-32]",
            "--set",
            "training.steps=3",
            "--set",
            "training.validate-every=2",
            "--set",
            "training.validation-pictures=6",
            "--set",
            "training.name=tiny"
        };
        String[] all = java.util.Arrays.copyOf(common, common.length + more.length);
        System.arraycopy(more, 0, all, common.length, more.length);
        return msliqa(all);
    }

    @Test
    void aPortionIsTrainedAndLaterTheRest() {
        Path output = folder.resolve("portions");
        String data = "kadid10k=" + set + ",pictures=4,name=synthetic";

        CommandLineRun portion = train(output, "--data", data, "--until", "2");

        assertThat(portion.code()).as(portion.err()).isZero();
        assertThat(portion.out()).contains("Stopped at step 2 of 3", "--start " + output.resolve("best"));
        assertThat(output.resolve("model")).doesNotExist();
        CommandLineRun rest = train(output, "--data", data);
        assertThat(rest.code()).as(rest.err()).isZero();
        assertThat(rest.out()).contains("goes on after step 2 of 3");
        assertThat(output.resolve("model")).isDirectory();
        CommandLineRun wrong = train(output, "--data", data, "--until", "1");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--until is 1, must be a multiple of training.validate-every (2)");
    }

    @Test
    void aSetBecomesAModelWithCurvesAndFigures() throws IOException {
        Path output = folder.resolve("trained");

        CommandLineRun run = train(output, "--data", "kadid10k=" + set + ",pictures=4,name=synthetic");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("synthetic: 80 pictures of 4 references to learn from, 20 of 1 to choose by")
                .contains("step 2 of 3", "step 3 of 3", "TTA, heads matched", "whole, best head")
                .contains("--model " + output.resolve("model"));
        assertThat(output.resolve("curves.png")).isNotEmptyFile();
        assertThat(output.resolve("pictures.csv"))
                .content()
                .startsWith("source,part,image,score,reference")
                .contains("synthetic,training,", "synthetic,validation,");
        ModelBundle model = ModelBundle.load(output.resolve("model"));
        assertThat(model.manifest().name()).isEqualTo("tiny");
        assertThat(model.manifest().provenance().get("data")).isEqualTo("kadid10k=set,pictures=4,name=synthetic");

        CommandLineRun again = train(output, "--data", "kadid10k=" + set + ",pictures=4,name=synthetic");
        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("goes on after step 3 of 3");
        byte[] list = Files.readAllBytes(output.resolve("pictures.csv"));
        CommandLineRun other = train(output, "--data", "kadid10k=" + set + ",pictures=5,name=synthetic");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err())
                .contains("holds another training", "4 a step", "5 a step")
                .doesNotContain("TrainingPlan[", "seed");
        assertThat(output.resolve("pictures.csv"))
                .as("what the earlier training says of itself stays")
                .hasBinaryContent(list);
        CommandLineRun elsewhere = train(
                output,
                "--data",
                "kadid10k=" + set + ",pictures=4,name=synthetic",
                "--start",
                output.resolve("model").toString());
        assertThat(elsewhere.err()).contains("holds another training", "begun with model");
    }

    @Test
    void partsOfASetAreChosenByDistortion() {
        CommandLineRun run = train(
                folder.resolve("parts"),
                "--data",
                "kadid10k=" + set + ",pictures=4,distortions=not+11+28,validation=0.4");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("kadid10k: 30 pictures of 3 references to learn from, 20 of 2 to choose by");
    }

    @Test
    void aDryRunListsWhatWouldTrainAndTrainsNothing() throws IOException {
        Path output = folder.resolve("dry");

        CommandLineRun run = train(output, "--dry-run", "--data", "kadid10k=" + set + ",pictures=4,limit=8");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("8 pictures of 4 references to learn from", "Nothing was trained");
        try (Stream<Path> files = Files.list(output)) {
            assertThat(files).containsExactly(output.resolve("pictures.csv"));
        }
    }

    /** TID2013 as it is distributed, but for its size. */
    private static Path tid2013() throws IOException {
        Path root = folder.resolve("tid2013");
        Path images = Files.createDirectories(root.resolve("distorted_images"));
        StringBuilder labels = new StringBuilder();
        for (int reference = 1; reference <= 3; reference++) {
            for (int level = 1; level <= 3; level++) {
                String name = String.format(Locale.ROOT, "I0%d_08_%d.bmp", reference, level);
                ImageIO.write(
                        picture(10 * reference + level),
                        "bmp",
                        images.resolve(name.toLowerCase(Locale.ROOT)).toFile());
                labels.append(String.format(Locale.ROOT, "%d.5 %s%n", 7 - level, name));
            }
        }
        Files.writeString(root.resolve("mos_with_names.txt"), labels);
        return root;
    }

    @Test
    void theAblationPrintsThePapersTableBesideItsOwn() throws IOException {
        CommandLineRun run = msliqa(
                "ablation",
                "--data",
                "kadid10k=" + set + ",pictures=4,validation=0.2,test=0.2,distortions=not+28",
                "--test",
                "kadid10k=" + set + ",validation=0.2,test=0.2,part=test,name=unseen",
                "--test",
                "tid2013=" + tid2013(),
                "--scale",
                "0.15",
                "--set",
                "training.steps=1",
                "--set",
                "training.validation-pictures=5",
                "--test-pictures",
                "6",
                "--output",
                folder.resolve("ablation").toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsSubsequence("baseline", "0.59 / 0.64", "multi-resizing", "0.70 / 0.71")
                .containsSubsequence("multi-cropping", "0.73 / 0.74", "both", "0.74 / 0.75", "both, TTA", "0.76 / 0.78")
                .containsSubsequence(
                        "tta-scales: crop-32, zoom-50/crop-32, zoom-200/crop-32", "tta-scales, TTA", " -  ")
                .contains("From the first row to 'both, TTA'", "the paper: +29 %");
        assertThat(folder.resolve("ablation/ablation.csv"))
                .content()
                .contains(
                        "both TTA,0.76,0.78,unseen,6,", "both TTA,0.76,0.78,tid2013,6,", "tta-scales TTA,,,unseen,6,");
    }

    @Test
    void headsThatSayMoreLearnFromAVariedSetAndAreExportedByName() {
        Path varied = folder.resolve("varied");
        CommandLineRun distorted = msliqa(
                "distort",
                folder.resolve("pristine").toString(),
                "--output",
                varied.toString(),
                "--types",
                "1,10,11",
                "--crop",
                "64x48",
                "--labels",
                set.resolve("dmos.csv").toString(),
                "--levels",
                "continuous",
                "--compose",
                "0.2",
                "--clean",
                "4.75");
        assertThat(distorted.code()).as(distorted.err()).isZero();
        Path output = folder.resolve("several");

        CommandLineRun run = train(
                output,
                "--set",
                "training.levels=[zoom-50/crop-32, crop-32]",
                "--set",
                "training.outputs=[fidelity, opinion, causes]",
                "--set",
                "training.one-batch=true",
                "--set",
                "training.views=[\"0.5*1\", \"1*2\"]",
                "--set",
                "training.patch-groups=[\"2/384*0\"]",
                "--set",
                "training.scale-weights=[\"fidelity@0.5*0\"]",
                "--data",
                "kadid10k=" + varied + ",pictures=2/4,teaches=fidelity,pairs=0.5,name=synthetic",
                "--data",
                "kadid10k=" + set + ",pictures=2/2,teaches=opinion,name=other");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("to choose by, 2/4 a step", "views", "TTA, heads matched");
        HeadReading reading =
                ModelBundle.load(output.resolve("model")).manifest().reading();
        assertThat(reading.outputs().causes()).hasSize(9);
        assertThat(reading.views())
                .containsExactly(new HeadReading.WholeView(0.5, 0, 1), new HeadReading.WholeView(1, 1, 2));
        assertThat(reading.groups()).containsExactly(new HeadReading.PatchGroup(2, 384, 0));
        assertThat(reading.scaleWeights()).containsExactly(new HeadReading.ScaleWeight(Quality.FIDELITY, 0.5, 0));
        CommandLineRun exported = msliqa(
                "export",
                "--format",
                "onnx",
                "--model",
                output.resolve("model").toString(),
                "--output",
                folder.resolve("several.onnx").toString());
        assertThat(exported.out()).contains("fidelity, opinion", "causes: float32 (N, 18)");

        String trained = output.resolve("model").toString();
        String mean = folder.resolve("mean").toString();
        CommandLineRun averaged = msliqa("average", trained, trained, "--output", mean, "--name", "both");
        assertThat(averaged.code()).as(averaged.err()).isZero();
        assertThat(averaged.out()).contains("The mean of 2 models, both", "msliqa evaluate");
        ModelBundle same = ModelBundle.load(Path.of(mean));
        assertThat(same.id()).isEqualTo(ModelBundle.load(Path.of(trained)).id());
        assertThat(same.manifest().provenance())
                .containsEntry("part 1", same.id() + ", counted 2 of 2 times")
                .containsKey("part 1, data")
                .doesNotContainKey("part 2");
        CommandLineRun alone = msliqa("average", trained, "--output", mean);
        assertThat(alone.code()).isEqualTo(2);
    }

    @Test
    void mistakesAreOneMessageEach() {
        assertMistake("is no format", "--data", "kadid=" + set);
        assertMistake("Unknown [picture]", "--data", "kadid10k=" + set + ",picture=3");
        assertMistake("at least 2 are needed", "--data", "kadid10k=" + set + ",pictures=1");
        assertMistake("lacks min=", "--data", "csv=" + set.resolve("dmos.csv"));
        assertMistake("No picture of", "--data", "kadid10k=" + set + ",distortions=3");
        assertMistake("none-there", "--data", "kadid10k=" + folder.resolve("none-there"));
        assertMistake("are called the same", "--data", "kadid10k=" + set, "--data", "kadid10k=" + set);
        assertMistake("training.levels", "--data", "kadid10k=" + set, "--set", "training.levels=[crop-0x3]");
        assertMistake("no weights file", "--data", "kadid10k=" + set + ",pictures=4", "--start", "none.safetensors");
    }

    private static void assertMistake(String said, String... arguments) {
        CommandLineRun run = train(folder.resolve("mistaken"), arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).startsWith("msliqa: ").contains(said).doesNotContain("\tat ");
    }

    @Test
    void wrongWaysToDistortAreOneMessageEach() {
        Path pristine = folder.resolve("pristine");
        for (String[] wrong : new String[][] {
            {"--types", "37"}, {"--crop", "64"}, {"--crop", "640x480"}, {"--threads", "0"}, {"--labels", "none.csv"}
        }) {
            CommandLineRun run = msliqa(
                    "distort",
                    pristine.toString(),
                    "--output",
                    folder.resolve("no").toString(),
                    wrong[0],
                    wrong[1]);
            assertThat(run.code()).as(run.err()).isEqualTo(2);
            assertThat(run.err()).startsWith("msliqa: ").doesNotContain("\tat ");
        }
        assertThat(msliqa("distort", "nowhere", "--output", "x").err()).contains("no folder nowhere");
    }
}

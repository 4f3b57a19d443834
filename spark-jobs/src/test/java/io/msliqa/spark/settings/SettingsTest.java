package io.msliqa.spark.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.msliqa.UserException;
import io.msliqa.patch.PatchPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void theDefaultsAreThePapersPatches() {
        assertThat(Settings.defaults().patches()).isEqualTo(PatchPlan.PAPER);
    }

    @Test
    void aLaterFileWinsOverAnEarlierOneAndTheCommandLineOverBoth() throws IOException {
        Path first = file("first.conf", "msliqa.scoring { wave-images = 10, batch-size = 4, image-timeout = 1m }");
        Path second = file("second.conf", "msliqa.scoring { wave-images = 20, batch-size = 8 }");

        ScoringJobSettings scoring = Settings.load(List.of(first, second), Map.of("scoring.batch-size", "32"))
                .scoring();

        assertThat(scoring.imageTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(scoring.waveImages()).isEqualTo(20);
        assertThat(scoring.batchSize()).isEqualTo(32);
    }

    @Test
    void theCommandLineTakesListsPathsAndFullKeys() {
        Settings settings = Settings.load(
                List.of(), Map.of("msliqa.patches.sizes", "[224, 512]", "model.path", "s3a://bucket/a model//v1#x"));

        assertThat(settings.patches().sizes()).containsExactly(224, 512);
        assertThat(settings.model().path()).isEqualTo("s3a://bucket/a model//v1#x");
    }

    @Test
    void allProblemsAreReportedAtOnceWithFileAndLine() throws IOException {
        Path file = file("mine.conf", """
                msliqa {
                  scoring { mode = fast
                    batch-size = many
                    wave-images = 0
                    image-timout = 5s }
                  patches.grid = 2.5
                  patches.sizes = [224, 200]
                  listing.extensions = [".jpg"]
                }
                """);

        SettingsException problems = catchThrowableOfType(
                SettingsException.class, () -> Settings.load(List.of(file), Map.of("decoding.min-side", "-1")));

        assertThat(problems.problems())
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem)
                                .contains(
                                        "msliqa.scoring.mode = fast",
                                        "mine.conf:2",
                                        "one of auto, levels, tta, single, views"),
                        problem -> assertThat(problem)
                                .contains("msliqa.scoring.batch-size = many", "mine.conf:3", "from 0 to 4096"),
                        problem -> assertThat(problem).contains("msliqa.scoring.wave-images = 0", "mine.conf:4"),
                        problem -> assertThat(problem)
                                .contains("image-timout", "mine.conf:5", "did you mean msliqa.scoring.image-timeout?"),
                        problem -> assertThat(problem).contains("msliqa.patches.grid = 2.5", "mine.conf:6"),
                        problem -> assertThat(problem)
                                .contains("msliqa.patches.sizes = [224,200]", "mine.conf:7", "multiples of 32"),
                        problem -> assertThat(problem).contains("msliqa.listing", "'.jpg'"),
                        problem -> assertThat(problem).contains("msliqa.decoding.min-side = -1 (--set)"));
        assertThat(problems).hasMessageContaining("8 settings are wrong");
    }

    @Test
    void aKeyOutsideTheProgramsRootIsUnknown() throws IOException {
        Path file = file("typo.conf", "mslqia.scoring.batch-size = 8");

        assertThatThrownBy(() -> Settings.load(List.of(file), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("did you mean")
                .hasMessageContaining("typo.conf:1");
    }

    @Test
    void aGroupCannotBecomeAValueNorAValueAGroup() {
        assertThatThrownBy(() -> Settings.load(List.of(), Map.of("scoring", "fast")))
                .hasMessageContaining("msliqa.scoring is a group of settings, not a value (--set)");
        assertThatThrownBy(() -> Settings.load(List.of(), Map.of("scoring.mode.x", "fast")))
                .hasMessageContaining("msliqa.scoring.mode");
    }

    @Test
    void aNullIsRefused() throws IOException {
        Path file = file("null.conf", "msliqa.scoring.mode = null");

        assertThatThrownBy(() -> Settings.load(List.of(file), Map.of())).hasMessageContaining("msliqa.scoring.mode");
    }

    @Test
    void aMissingOrBrokenFileIsTheUsersMistake() throws IOException {
        Path broken = file("broken.conf", "msliqa { scoring {");

        assertThatThrownBy(() -> Settings.load(List.of(folder.resolve("none.conf")), Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("none.conf");
        assertThatThrownBy(() -> Settings.load(List.of(broken), Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("broken.conf");
    }

    @Test
    void overridesKeepWhatTheyDoNotName() {
        Config reference = ConfigFactory.parseString("check { floor = 3, share = 0.5, groups {} }");
        Config written = ConfigFactory.parseString(
                "check { floor = 4, groups { \"scans/\" { share = 0.9 }, odd { flor = 1, share = high } } }");
        List<String> problems = new ArrayList<>();
        Section section = new Section("check", written.withFallback(reference), reference, problems);

        Map<String, Double> floors = section.overrides("groups", group -> group.number("floor", 0, 10));
        Map<String, Double> shares = section.overrides("groups", group -> group.number("share", 0, 1));

        assertThat(floors).containsEntry("scans/", 4.0);
        assertThat(shares).containsEntry("scans/", 0.9).containsEntry("odd", 0.5);
        assertThat(problems).anySatisfy(problem -> assertThat(problem).contains("check.groups.odd", "did you mean"));
        assertThat(problems).anySatisfy(problem -> assertThat(problem).contains("check.groups.odd.share = high"));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}

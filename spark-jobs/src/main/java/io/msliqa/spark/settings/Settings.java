package io.msliqa.spark.settings;

import io.msliqa.image.DecodeLimits;
import io.msliqa.patch.PatchPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of a run, checked. Each part of a job is handed only its own section.
 *
 * @see #load
 */
public record Settings(
        ModelSettings model,
        DecodeLimits decoding,
        PatchPlan patches,
        ScoringJobSettings scoring,
        ListingSettings listing,
        StorageSettings storage,
        TrainingSettings training,
        EvaluationSettings evaluation,
        NightlySettings nightly) {

    /** The settings of {@code reference.conf} alone. */
    public static Settings defaults() {
        return load(List.of(), Map.of());
    }

    /**
     * Reads {@code reference.conf}, then the files, then the single values; what comes later wins.
     *
     * @param files HOCON files
     * @param values keys, with or without the leading {@code msliqa.}, and their values as text; lists in HOCON
     * @throws SettingsException with all wrong values and unknown keys at once
     * @throws io.msliqa.UserException if a file is missing or is no HOCON
     */
    public static Settings load(List<Path> files, Map<String, String> values) {
        SettingsReader reader = new SettingsReader(files, values);
        Optional<ModelSettings> model = reader.section("model", ModelSettings::read);
        Optional<DecodeLimits> decoding = reader.section("decoding", CoreSections::decoding);
        Optional<PatchPlan> patches = reader.section("patches", CoreSections::patches);
        Optional<ScoringJobSettings> scoring = reader.section("scoring", ScoringJobSettings::read);
        Optional<ListingSettings> listing = reader.section("listing", ListingSettings::read);
        Optional<StorageSettings> storage = reader.section("storage", StorageSettings::read);
        Optional<TrainingSettings> training = reader.section("training", TrainingSettings::read);
        Optional<EvaluationSettings> evaluation = reader.section("evaluation", EvaluationSettings::read);
        Optional<NightlySettings> nightly = reader.section("nightly", NightlySettings::read);
        reader.requireNoProblems();
        return new Settings(
                model.orElseThrow(),
                decoding.orElseThrow(),
                patches.orElseThrow(),
                scoring.orElseThrow(),
                listing.orElseThrow(),
                storage.orElseThrow(),
                training.orElseThrow(),
                evaluation.orElseThrow(),
                nightly.orElseThrow());
    }
}

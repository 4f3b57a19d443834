package io.msliqa.quality.labels;

import io.msliqa.network.Cause;
import io.msliqa.quality.table.TableFormat;
import io.msliqa.scale.QualityScale;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Turns rows of label files into a {@link LabelledSet}, or into one exception with everything that is wrong. */
final class LabelChecks {

    private final TableFormat format;
    private final String name;
    private final QualityScale scale;
    private final ImageFolder folder;
    private final ImagePresence presence;
    private final List<String> problems = new ArrayList<>();
    private final List<LabelledImage> images = new ArrayList<>();
    private final Map<Path, String> firstPlaces = new HashMap<>();

    LabelChecks(String name, QualityScale scale, ImageFolder folder, ImagePresence presence) {
        this(name, scale, folder, presence, TableFormat.FOUND);
    }

    /** @param format how numbers are written */
    LabelChecks(String name, QualityScale scale, ImageFolder folder, ImagePresence presence, TableFormat format) {
        this.format = format;
        this.name = name;
        this.scale = scale;
        this.folder = folder;
        this.presence = presence;
    }

    void problem(String text) {
        problems.add(text);
    }

    void add(RawLabel label) {
        int before = problems.size();
        if (label.image().isBlank()) {
            problems.add(label.place() + ": no image is named");
            return;
        }
        Path image = image(label);
        double opinion = opinion(label);
        OptionalDouble deviation = deviation(label);
        int level = level(label);
        OptionalInt votes = votes(label);
        Optional<Cause> cause = cause(label);
        String first = firstPlaces.putIfAbsent(image, label.place());
        if (first != null) {
            problems.add(label.place() + ": " + label.image() + " has a label already, at " + first);
        }
        if (problems.size() == before) {
            String reference = label.reference().isBlank() ? label.image() : label.reference();
            images.add(new LabelledImage(
                    image, opinion, deviation, reference, label.distortion(), level, votes, cause, greyToo(label)));
        }
    }

    private Optional<Cause> cause(RawLabel label) {
        try {
            return label.cause().isBlank() ? Optional.empty() : Optional.of(Cause.parse(label.cause()));
        } catch (IllegalArgumentException e) {
            problems.add(label.place() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** An authentic picture looks as good without its colours. */
    private static boolean greyToo(RawLabel label) {
        return label.grey().isBlank()
                ? label.distortion().isEmpty()
                : label.grey().equals("1");
    }

    /** The set, if nothing was wrong. */
    LabelledSet finish() {
        if (images.isEmpty() && problems.isEmpty()) {
            problems.add("there is no label in it");
        }
        if (!problems.isEmpty()) {
            throw images.isEmpty()
                    ? new DatasetException(name, problems)
                    : new DatasetException(name, problems, new LabelledSet(name, scale, images));
        }
        return new LabelledSet(name, scale, images);
    }

    private Path image(RawLabel label) {
        Path plain;
        try {
            plain = folder.root().resolve(label.image()).normalize();
        } catch (InvalidPathException e) {
            problems.add(label.place() + ": '" + label.image() + "' is no file name: " + e.getReason());
            return folder.root();
        }
        if (presence == ImagePresence.NOT_CHECKED) {
            return plain;
        }
        List<Path> found = folder.find(label.image());
        if (found.size() == 1) {
            return found.get(0);
        }
        problems.add(
                found.isEmpty()
                        ? label.place() + ": there is no image " + plain
                        : label.place() + ": " + label.image() + " could be any of " + found);
        return plain;
    }

    private double opinion(RawLabel label) {
        double opinion = number(label.opinion());
        if (Double.isNaN(opinion)) {
            problems.add(label.place() + ": the opinion '" + label.opinion() + "' of " + label.image() + " is no number"
                    + (label.opinion().contains(",") ? " (decimal commas are read with decimal=comma)" : ""));
        } else if (!scale.contains(opinion)) {
            problems.add(label.place() + ": the opinion " + label.opinion() + " of " + label.image()
                    + " is not on the scale " + scale);
        }
        return opinion;
    }

    private OptionalDouble deviation(RawLabel label) {
        if (label.deviation().isBlank()) {
            return OptionalDouble.empty();
        }
        double deviation = number(label.deviation());
        if (!(deviation >= 0 && Double.isFinite(deviation))) {
            problems.add(label.place() + ": the deviation '" + label.deviation() + "' of " + label.image()
                    + " is no number from 0");
        }
        return OptionalDouble.of(deviation);
    }

    private int level(RawLabel label) {
        if (label.level().isBlank()) {
            return 0;
        }
        double level = number(label.level());
        if (!(level >= 0 && level == Math.rint(level) && level <= Integer.MAX_VALUE)) {
            problems.add(label.place() + ": the level '" + label.level() + "' of " + label.image()
                    + " is no whole number from 0");
            return 0;
        }
        return (int) level;
    }

    private OptionalInt votes(RawLabel label) {
        if (label.votes().isBlank()) {
            return OptionalInt.empty();
        }
        double votes = number(label.votes());
        if (!(votes >= 1 && votes == Math.rint(votes) && votes <= Integer.MAX_VALUE)) {
            problems.add(label.place() + ": the number of opinions '" + label.votes() + "' of " + label.image()
                    + " is no whole number from 1");
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) votes);
    }

    private double number(String text) {
        return format.number(text);
    }
}

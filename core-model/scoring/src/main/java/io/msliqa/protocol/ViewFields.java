package io.msliqa.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the section {@code views}. */
final class ViewFields {

    private ViewFields() {}

    /** All views, each after the one that it is made of. */
    static List<View> views(Fields group) {
        List<View> views = new ArrayList<>();
        for (String name : group.keys()) {
            Fields view = group.group(name, "view '" + name + "'");
            List<ViewStep> steps = new ArrayList<>();
            view.groups("steps", place -> "view '" + name + "', step " + place)
                    .forEach(step -> step.make(() -> viewStep(step)).ifPresent(steps::add));
            view.make(() -> new View(name, view.text("of", View.PICTURE), steps))
                    .ifPresent(views::add);
        }
        return sorted(views, group);
    }

    private static List<View> sorted(List<View> views, Fields group) {
        List<View> left = new ArrayList<>(views);
        List<View> sorted = new ArrayList<>();
        Set<String> made = new HashSet<>(List.of(View.PICTURE));
        boolean progress = true;
        while (progress) {
            progress = false;
            for (View view : List.copyOf(left)) {
                if (made.contains(view.of())) {
                    made.add(view.name());
                    sorted.add(view);
                    left.remove(view);
                    progress = true;
                }
            }
        }
        for (View view : left) {
            group.problemOf(
                    view.name(),
                    "view '" + view.name() + "' is made of '" + view.of() + "', which is no view, or of itself");
        }
        if (views.stream().anyMatch(view -> view.name().equals(View.PICTURE))) {
            group.problemOf(View.PICTURE, "'" + View.PICTURE + "' is the picture itself; name the view otherwise");
        }
        return sorted;
    }

    private static ViewStep viewStep(Fields step) {
        if (step.has("resize")) {
            return resize(step);
        }
        if (step.has("pad")) {
            List<Integer> to = step.integers("to", List.of(1, 1));
            return new ViewStep.Pad(
                    to.get(0),
                    to.get(to.size() - 1),
                    step.integer("multiple", 1),
                    step.choice("pad", ViewStep.Fill.class, ViewStep.Fill.ZERO),
                    step.choice("at", ViewStep.Place.class, ViewStep.Place.CENTRE));
        }
        if (step.has("refuse-below")) {
            return new ViewStep.Refuse(step.integer("refuse-below"));
        }
        throw new IllegalArgumentException("a step says resize, pad or refuse-below");
    }

    private static ViewStep.Resize resize(Fields step) {
        ViewStep.Aim aim = step.choice("resize", ViewStep.Aim.class, ViewStep.Aim.EXACT);
        boolean byFactor = aim == ViewStep.Aim.FACTOR;
        List<Integer> to = byFactor ? List.of(0) : step.integers("to", List.of());
        if (to.isEmpty() || to.size() > (aim == ViewStep.Aim.EXACT ? 2 : 1)) {
            throw new IllegalArgumentException(
                    aim == ViewStep.Aim.EXACT ? "'to' is [width, height]" : "'to' is one side in pixels");
        }
        ViewStep.When when = step.choice("when", ViewStep.When.class, ViewStep.When.ALWAYS);
        if (byFactor && when != ViewStep.When.ALWAYS && !step.has("limit")) {
            throw new IllegalArgumentException("'when' needs a 'limit'");
        }
        ViewStep.Samples samples = step.choice("on", ViewStep.Samples.class, ViewStep.Samples.BYTES);
        if (!step.has("on") || !step.has("kernel") || !step.has("antialias")) {
            throw new IllegalArgumentException(
                    "a resize says its kernel (nearest, bilinear, bicubic), antialias (true, false), and what it"
                            + " computes on (bytes, floats)");
        }
        return new ViewStep.Resize(
                aim,
                to.get(0),
                to.get(to.size() - 1),
                byFactor ? step.number("factor") : 0,
                when,
                step.integer("limit", to.get(0)),
                step.choice("rounding", Rounding.class, Rounding.DOWN),
                step.choice("kernel", Kernel.class, Kernel.BILINEAR),
                step.flag("antialias", false),
                step.choice("coordinates", ViewStep.Coordinates.class, ViewStep.Coordinates.SIDES),
                samples);
    }
}

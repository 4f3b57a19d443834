package io.msliqa.net;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * MobileNetV3's block: expand by 1×1, convolve each channel by itself, gate the channels, project by 1×1; what came in
 * is added where the shape allows. torchvision's InvertedResidual.
 */
final class Bottleneck implements Stage {

    private final Optional<ConvNorm> expand;
    private final ConvNorm depthwise;
    private final Optional<SqueezeExcitation> gate;
    private final ConvNorm project;
    private final boolean residual;

    /** {@code name} is that of torchvision's module, such as {@code features.1}; {@code in} are the channels before. */
    Bottleneck(String name, int in, BottleneckRow row, ParameterFactory parameters) {
        Names names = new Names(name + ".block.");
        int wide = row.expanded();
        expand = wide == in
                ? Optional.empty()
                : Optional.of(new ConvNorm(
                        names.next(), new ConvNorm.Geometry(in, wide, 1, 1, 1), row.activation(), parameters));
        depthwise = new ConvNorm(
                names.next(),
                new ConvNorm.Geometry(wide, wide, row.kernel(), row.stride(), wide),
                row.activation(),
                parameters);
        gate = row.hasSqueezeExcite()
                ? Optional.of(new SqueezeExcitation(names.next(), row, parameters))
                : Optional.empty();
        project = new ConvNorm(
                names.next(), new ConvNorm.Geometry(wide, row.out(), 1, 1, 1), Activation.NONE, parameters);
        residual = row.stride() == 1 && in == row.out();
    }

    @Override
    public NDArray forward(Pass pass, NDArray x) {
        NDArray expanded = expand.isPresent() ? expand.get().forward(pass, x) : x;
        NDArray filtered = depthwise.forward(pass, expanded);
        if (expanded != x) {
            expanded.close();
        }
        NDArray gated = gate.isPresent() ? gate.get().forward(pass, filtered) : filtered;
        NDArray projected = project.forward(pass, gated);
        filtered.close();
        gated.close();
        return residual ? projected.addi(x) : projected;
    }

    @Override
    public String write(ScoringProgram program, String x) {
        String inner = expand.isPresent() ? expand.get().write(program, x) : x;
        inner = depthwise.write(program, inner);
        inner = gate.isPresent() ? gate.get().write(program, inner) : inner;
        inner = project.write(program, inner);
        return residual ? program.add(inner, x) : inner;
    }

    /** torchvision numbers the parts that are there. */
    private static final class Names {
        private final String prefix;
        private int used;

        Names(String prefix) {
            this.prefix = prefix;
        }

        String next() {
            return prefix + used++;
        }
    }
}

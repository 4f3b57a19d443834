package io.msliqa.torch.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.msliqa.image.PixelImage;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.Backbone;
import io.msliqa.network.HeadOutputs;
import io.msliqa.patch.MirrorPadding;
import io.msliqa.quality.labels.LabelledImage;
import io.msliqa.quality.metrics.Correlation;
import io.msliqa.torch.network.MsliqaBlock;
import io.msliqa.torch.network.NetInput;
import io.msliqa.torch.network.TorchScriptNetwork;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Scores validation pictures: as wholes by every head, and by each head as its zoom level shows them. */
public final class Validator {

    private static final int AT_ONCE = 16;

    private final List<TrainingSource> sources;
    private final int most;
    private final HeadOutputs outputs;
    private final List<Cropper> levels;
    private final PictureLoader pictures;

    Validator(TrainingPlan plan, List<TrainingSource> sources, PictureLoader pictures) {
        this.sources = sources;
        this.most = plan.validation().pictures();
        this.outputs = plan.teaching().outputs();
        this.levels = plan.levels().stream().map(Cropper::new).toList();
        this.pictures = pictures;
    }

    Validation validate(int step, MsliqaBlock net, Device device, NDManager manager) {
        try (TorchScriptNetwork scoring = TorchScriptNetwork.of(net.toNetwork(), device, Arithmetic.FLOAT32);
                NDManager constants = manager.newSubManager()) {
            NetInput input = new NetInput(constants);
            return new Validation(
                    step,
                    sources.stream()
                            .map(source -> ofSource(source, scoring, input, constants))
                            .toList());
        }
    }

    private Validation.OfSource ofSource(
            TrainingSource source, TorchScriptNetwork net, NetInput input, NDManager manager) {
        List<LabelledImage> images = source.validation().spread(most).images();
        double[] opinions =
                images.stream().mapToDouble(source.validation()::quality).toArray();
        double[][] byHead = new double[levels.size()][images.size()];
        double[] means = new double[images.size()];
        for (int from = 0; from < images.size(); from += AT_ONCE) {
            List<LabelledImage> some = images.subList(from, Math.min(images.size(), from + AT_ONCE));
            List<PixelImage> decoded =
                    pictures.read(some.stream().map(LabelledImage::image).toList());
            List<List<PixelImage>> views = pictures.each(decoded, this::views);
            for (int i = 0; i < decoded.size(); i++) {
                PixelImage picture = decoded.get(i);
                float[] scores = score(picture, net, input, manager);
                for (int head = 0; head < byHead.length; head++) {
                    PixelImage seen = views.get(i).get(head);
                    float[] own = seen.equals(picture) ? scores : score(seen, net, input, manager);
                    int column = head * outputs.width() + outputs.indexOf(source.teaches());
                    byHead[head][from + i] = scores[column];
                    means[from + i] += own[column] / byHead.length;
                }
            }
        }
        return new Validation.OfSource(
                source.name(),
                images.size(),
                Correlation.srcc(means, opinions).orElse(0),
                Correlation.plcc(means, opinions).orElse(0),
                Arrays.stream(byHead)
                        .map(scores -> Correlation.srcc(scores, opinions).orElse(0))
                        .toList());
    }

    /** What each head sees. */
    private List<PixelImage> views(PixelImage picture) {
        return levels.stream().map(level -> level.middle(picture)).toList();
    }

    /** What the heads put out for a whole picture. */
    public static float[] score(PixelImage shown, TorchScriptNetwork net, NetInput input, NDManager manager) {
        PixelImage picture = MirrorPadding.toMultiplesOf(Backbone.STRIDE, shown);
        byte[] rgb = picture.rgb();
        ByteBuffer pixels = ByteBuffer.allocateDirect(rgb.length).put(0, rgb);
        try (NDManager working = manager.newSubManager()) {
            return net.score(input.of(pixels, 1, picture.height(), picture.width(), working))
                    .toFloatArray();
        }
    }
}

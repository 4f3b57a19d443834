package io.msliqa.protocol;

import java.util.List;
import java.util.Objects;

/**
 * One input of the network: what is cut out of a view, and how its samples lie.
 *
 * @param name of the input in the network's file; TorchScript takes its inputs in the protocol's order
 * @param view by its name
 * @param crops of the view; all inputs have equally many, or one, which then goes with each of the others
 * @param turns of each crop, in order: all turns of the first crop come first
 * @param layout of the tensor
 * @param colours of a sample
 * @param low what a sample of 0 becomes
 * @param high what a sample of 255 becomes
 * @param mean is taken away from that, a value a channel
 * @param deviation divides that, a value a channel
 */
public record TensorInput(
        String name,
        String view,
        Crops crops,
        List<Turn> turns,
        Layout layout,
        Colours colours,
        double low,
        double high,
        List<Double> mean,
        List<Double> deviation) {

    /** The order of the tensor's dimensions. */
    public enum Layout {
        NCHW,
        NHWC
    }

    /** What the channels are. */
    public enum Colours {
        RGB(3),
        BGR(3),
        /** 0.299 R + 0.587 G + 0.114 B, one channel, not rounded. */
        GREY(1);

        private final int channels;

        Colours(int channels) {
            this.channels = channels;
        }

        /** How many. */
        public int channels() {
            return channels;
        }
    }

    public TensorInput {
        turns = List.copyOf(turns);
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        Objects.requireNonNull(crops, "crops");
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("turns is empty; as-is is the one that changes nothing");
        }
        if (crops.width() != crops.height() && turns.stream().anyMatch(Turn::exchangesSides)) {
            throw new IllegalArgumentException("only square crops can be transposed or turned by a quarter");
        }
        if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("range goes from a lower to a higher number");
        }
        if (mean.size() != colours.channels() || deviation.size() != colours.channels()) {
            throw new IllegalArgumentException(
                    "mean and deviation have a number for each of the " + colours.channels() + " channels");
        }
        if (deviation.stream().anyMatch(each -> !(each > 0))) {
            throw new IllegalArgumentException("deviations are above 0");
        }
    }

    /** What a sample is multiplied by, and then has added. */
    public float factor(int channel) {
        return (float) ((high - low) / 255 / deviation.get(channel));
    }

    /** What is added to a sample times {@link #factor}. */
    public float offset(int channel) {
        return (float) ((low - mean.get(channel)) / deviation.get(channel));
    }

    /** The shape that a batch must have, -1 where it depends on the picture or the batch. */
    public long[] shape() {
        long width = crops.width() == 0 ? -1 : crops.width();
        long height = crops.height() == 0 ? -1 : crops.height();
        return layout == Layout.NCHW
                ? new long[] {-1, colours.channels(), height, width}
                : new long[] {-1, height, width, colours.channels()};
    }
}

package io.msliqa.view;

import io.msliqa.image.PixelImage;
import io.msliqa.protocol.TensorInput;
import io.msliqa.protocol.TensorInput.Colours;
import io.msliqa.protocol.TensorInput.Layout;
import io.msliqa.protocol.Turn;
import java.nio.FloatBuffer;

/** Writes crops as the network wants to see them. */
public final class TensorWriter {

    private static final float[] GREY = {0.299f, 0.587f, 0.114f};

    private final TensorInput input;
    private final float[] factors;
    private final float[] offsets;

    /** @param input says how */
    public TensorWriter(TensorInput input) {
        this.input = input;
        int channels = input.colours().channels();
        this.factors = new float[channels];
        this.offsets = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            factors[channel] = input.factor(channel);
            offsets[channel] = input.offset(channel);
        }
    }

    /** How many numbers a crop is. */
    public long size(CropWindow window) {
        return window.pixels() * input.colours().channels();
    }

    /** The shape of a batch of crops. */
    public long[] shape(CropWindow window, int batch) {
        boolean exchanged = window.turn().exchangesSides();
        int width = exchanged ? window.height() : window.width();
        int height = exchanged ? window.width() : window.height();
        int channels = input.colours().channels();
        return input.layout() == Layout.NCHW
                ? new long[] {batch, channels, height, width}
                : new long[] {batch, height, width, channels};
    }

    /** Puts a crop at the buffer's position, which then stands behind it. */
    public void put(Pixels view, CropWindow window, FloatBuffer tensor) {
        boolean exchanged = window.turn().exchangesSides();
        int width = exchanged ? window.height() : window.width();
        int height = exchanged ? window.width() : window.height();
        int channels = input.colours().channels();
        if (input.layout() == Layout.NHWC) {
            float[] line = new float[width];
            float[] row = new float[width * channels];
            for (int y = 0; y < height; y++) {
                for (int channel = 0; channel < channels; channel++) {
                    line(view, window, channel, y, line);
                    for (int x = 0; x < width; x++) {
                        row[x * channels + channel] = line[x];
                    }
                }
                tensor.put(row);
            }
            return;
        }
        float[] line = new float[width];
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < height; y++) {
                line(view, window, channel, y, line);
                tensor.put(line);
            }
        }
    }

    /** One row of one channel. */
    private void line(Pixels view, CropWindow window, int channel, int y, float[] line) {
        int last = PixelImage.CHANNELS - 1;
        int source = input.colours() == Colours.BGR ? last - channel : channel;
        Turn turn = window.turn();
        float factor = factors[channel];
        float offset = offsets[channel];
        if (turn == Turn.AS_IS && input.colours() != Colours.GREY) {
            view.row(window.x(), window.y() + y, source, line);
            for (int x = 0; x < line.length; x++) {
                line[x] = line[x] * factor + offset;
            }
            return;
        }
        for (int x = 0; x < line.length; x++) {
            int column = window.x() + turn.column(x, y, window.width());
            int row = window.y() + turn.row(x, y, window.height());
            float sample = input.colours() == Colours.GREY ? grey(view, column, row) : view.sample(column, row, source);
            line[x] = sample * factor + offset;
        }
    }

    private static float grey(Pixels view, int x, int y) {
        return GREY[0] * view.sample(x, y, 0) + GREY[1] * view.sample(x, y, 1) + GREY[2] * view.sample(x, y, 2);
    }
}

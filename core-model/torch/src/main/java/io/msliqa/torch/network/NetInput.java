package io.msliqa.torch.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.msliqa.network.Normalisation;
import java.nio.ByteBuffer;

/**
 * Makes the network's input out of 8-bit pictures: they travel as bytes and become normalised floats on the device, as a
 * permuted view that the engine takes for channels-last, its fastest layout.
 */
public final class NetInput {

    private static final int CHANNELS = Normalisation.CHANNELS;

    private final NDArray factor;
    private final NDArray offset;

    /** @param manager says on which device, and owns the constants */
    public NetInput(NDManager manager) {
        float[] factors = new float[CHANNELS];
        float[] offsets = new float[CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            factors[channel] = Normalisation.factor(channel);
            offsets[channel] = Normalisation.offset(channel);
        }
        this.factor = manager.create(factors);
        this.offset = manager.create(offsets);
    }

    /**
     * A batch for {@link MsliqaBlock}.
     *
     * @param pixels as of {@link #send}
     * @param owner of the result, on the same device
     * @return (pictures, 3, height, width), normalised by {@link Normalisation}
     */
    public NDArray of(ByteBuffer pixels, int pictures, int height, int width, NDManager owner) {
        try (NDArray bytes = send(pixels, pictures, height, width, owner)) {
            return of(bytes.toType(DataType.FLOAT32, true));
        }
    }

    /**
     * Sends pictures to the device, and waits until they are there.
     *
     * @param pixels unsigned samples in the layout (pictures, height, width, 3), in a direct buffer, not kept
     * @return the same, as they are
     */
    public static NDArray send(ByteBuffer pixels, int pictures, int height, int width, NDManager owner) {
        return owner.create(pixels, new Shape(pictures, height, width, CHANNELS), DataType.UINT8);
    }

    /**
     * The same as {@link #of(ByteBuffer, int, int, int, NDManager)} of samples that are on the device.
     *
     * @param samples (pictures, height, width, 3), whole numbers from 0 to 255 in float32; they become the result
     */
    public NDArray of(NDArray samples) {
        return samples.muli(factor).addi(offset).transpose(0, 3, 1, 2);
    }
}

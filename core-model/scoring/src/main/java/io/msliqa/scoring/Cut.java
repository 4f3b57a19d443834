package io.msliqa.scoring;

import io.msliqa.image.PixelImage;
import io.msliqa.image.PixelWindow;
import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchSampler;
import java.util.List;

/**
 * A patch that has yet to be cut out of its picture.
 *
 * @param sampler of the picture
 * @param patch one of its patches
 */
public record Cut(PatchSampler sampler, Patch patch) {

    /** The whole upright picture. */
    public PixelImage source() {
        return sampler.source();
    }

    /** The patch, cut here. */
    PixelWindow pixels() {
        return sampler.window(patch);
    }

    /** A batch of so many rows with the patches, cut here; all are of one size. */
    static PatchBatch batch(List<Cut> cuts, int rows) {
        int size = cuts.get(0).patch().size();
        PatchBatch batch = new PatchBatch(rows, size, size);
        cuts.forEach(cut -> batch.add(cut.pixels()));
        return batch;
    }
}

package io.msliqa.scoring;

import io.msliqa.image.PixelImage;
import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchSampler;
import java.util.List;

/**
 * A patch that has yet to be cut out of its picture.
 *
 * @param source the whole upright picture
 * @param patch one of its patches
 */
public record Cut(PixelImage source, Patch patch) {

    /** A batch of so many rows with the patches, cut here; all are of one size. */
    static PatchBatch batch(List<Cut> cuts, int rows) {
        int size = cuts.get(0).patch().size();
        PatchBatch batch = new PatchBatch(rows, size, size);
        for (Cut cut : cuts) {
            batch.add(new PatchSampler(cut.source(), List.of(cut.patch())).sample(cut.patch()));
        }
        return batch;
    }
}

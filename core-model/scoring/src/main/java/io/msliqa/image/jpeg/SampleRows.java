package io.msliqa.image.jpeg;

/**
 * The newest rows of samples of one component: two rows of MCUs, the older replaced by the next. Where the picture's
 * components differ by 2 in width, the widest are kept with their even columns before their odd ones, because colours are
 * converted so.
 */
final class SampleRows {

    private final Component component;
    private final InverseDct transform = new InverseDct();
    private final int blockStep;

    /** A row's even columns, or all of them; arrays of their own, since only such are converted many at a time. */
    private final int[][] even;
    /** A row's odd columns; the same arrays as {@link #even} where they lie between the even ones. */
    private final int[][] odd;

    SampleRows(Component component, boolean apart) {
        this.component = component;
        int stride = 8 * component.stride;
        even = new int[16 * component.vertical][apart ? stride / 2 : stride];
        odd = apart ? new int[16 * component.vertical][stride / 2] : even;
        blockStep = apart ? 4 : 8;
    }

    /** Turns one block's coefficients into samples. */
    void put(int[] block, int last, int blockX, int blockY) {
        int first = 8 * blockY % even.length;
        transform.transform(block, last, even, odd, first, blockX * blockStep);
    }

    int[] even(int row) {
        return even[row % even.length];
    }

    int[] odd(int row) {
        return odd[row % odd.length];
    }

    /** The row itself; of rows above and below the picture its first and its last one. */
    int within(int row) {
        return Math.max(0, Math.min(component.height - 1, row));
    }
}

package io.msliqa.torch.training;

import java.util.Random;

/** Orders the pictures of a source: every epoch takes each picture once, in a new random order. For one thread. */
final class PictureOrder {

    private final int[] order;
    private final long seed;
    private long epoch = -1;

    PictureOrder(int pictures, long seed) {
        this.order = new int[pictures];
        this.seed = seed;
    }

    /** The index of the picture at a position, counted from 0 over all epochs: a function of the position alone. */
    int at(long position) {
        long wanted = position / order.length;
        if (wanted != epoch) {
            shuffle(wanted);
            epoch = wanted;
        }
        return order[(int) (position % order.length)];
    }

    private void shuffle(long wanted) {
        Random random = new Random(seed * 31 + wanted);
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }
}

package io.msliqa.view;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.protocol.Crops;
import io.msliqa.protocol.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Where the crops of a view lie. */
public final class CropPlaces {

    private CropPlaces() {}

    /**
     * The crops of a view: for each turn all places.
     *
     * @param seed of the picture, for places at random
     * @throws ImageException if the view is smaller than a crop
     */
    public static List<CropWindow> of(Crops crops, List<Turn> turns, Pixels view, long seed) throws ImageException {
        int width = crops.width() == 0 ? view.width() : crops.width();
        int height = crops.height() == 0 ? view.height() : crops.height();
        if (width > view.width() || height > view.height()) {
            throw new ImageException(
                    FailureReason.TOO_SMALL,
                    "A crop of " + width + " x " + height + " does not fit into the view of " + view.width() + " x "
                            + view.height() + "; this network's protocol does not say how small pictures are enlarged");
        }
        List<int[]> places = places(crops, view.width(), view.height(), seed);
        List<CropWindow> windows = new ArrayList<>();
        for (Turn turn : turns) {
            places.forEach(place -> windows.add(new CropWindow(place[0], place[1], width, height, turn)));
        }
        return windows;
    }

    private static List<int[]> places(Crops crops, int width, int height, long seed) {
        if (crops instanceof Crops.Centre centre) {
            return List.of(new int[] {middle(width, centre.width()), middle(height, centre.height())});
        }
        if (crops instanceof Crops.FivePoints five) {
            int right = width - five.size();
            int low = height - five.size();
            return List.of(
                    new int[] {0, 0}, new int[] {right, 0}, new int[] {0, low}, new int[] {right, low}, new int[] {
                        middle(width, five.size()), middle(height, five.size())
                    });
        }
        if (crops instanceof Crops.Grid grid) {
            return grid(grid, width, height);
        }
        if (crops instanceof Crops.Sliding sliding) {
            return sliding(sliding, width, height);
        }
        if (crops instanceof Crops.Random random) {
            SplittableRandom from = new SplittableRandom(seed ^ random.seed());
            return IntStream.range(0, random.count())
                    .mapToObj(i ->
                            new int[] {from.nextInt(width - random.size() + 1), from.nextInt(height - random.size() + 1)
                            })
                    .toList();
        }
        return List.of(new int[] {0, 0});
    }

    /** As Python rounds a half: to the even neighbour. */
    private static int middle(int side, int crop) {
        return (int) Math.rint((side - crop) / 2.0);
    }

    private static List<int[]> grid(Crops.Grid grid, int width, int height) {
        int side = (int) Math.ceil(Math.sqrt(grid.count()));
        List<int[]> places = new ArrayList<>();
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                places.add(new int[] {start(grid, column, width, side), start(grid, row, height, side)});
            }
        }
        return places.subList(0, grid.count());
    }

    private static int start(Crops.Grid grid, int i, int length, int side) {
        int room = length - grid.size();
        return switch (grid.spacing()) {
            case FLOOR_STEPS -> i * (room / (int) Math.sqrt(grid.count()));
            case EDGES_DOWN -> side == 1 ? room / 2 : (int) ((long) i * room / (side - 1));
            case EDGES_NEAREST -> side == 1 ? room / 2 : (int) Math.floor((double) i * room / (side - 1) + 0.5);
        };
    }

    private static List<int[]> sliding(Crops.Sliding sliding, int width, int height) {
        boolean large = sliding.large() > 0 && Math.min(width, height) >= sliding.large();
        int stride = large ? sliding.strideLarge() : sliding.stride();
        List<int[]> all = new ArrayList<>();
        for (int y = 0; y + sliding.size() <= height; y += stride) {
            for (int x = 0; x + sliding.size() <= width; x += stride) {
                all.add(new int[] {x, y});
            }
        }
        if (sliding.pick() == 0 || all.size() <= sliding.pick()) {
            return all;
        }
        int step = all.size() / sliding.pick();
        return IntStream.range(0, sliding.pick())
                .mapToObj(i -> all.get(i * step))
                .toList();
    }
}

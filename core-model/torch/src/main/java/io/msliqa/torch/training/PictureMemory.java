package io.msliqa.torch.training;

import io.msliqa.image.PixelImage;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Keeps decoded pictures for later epochs: the first ones, until there is no more room. Every epoch asks for each picture once,
 * so that dropping the oldest would drop each shortly before it is asked for.
 */
final class PictureMemory {

    private final AtomicLong room;
    private final ConcurrentMap<Path, PixelImage> kept = new ConcurrentHashMap<>();

    /** @param bytes of pixels to keep at most */
    PictureMemory(long bytes) {
        this.room = new AtomicLong(bytes);
    }

    /** The picture of that file, decoded if it is not kept. For any thread. */
    PixelImage get(Path file, Function<Path, PixelImage> decode) {
        PixelImage known = kept.get(file);
        if (known != null) {
            return known;
        }
        PixelImage picture = decode.apply(file);
        keep(file, picture);
        return picture;
    }

    private void keep(Path file, PixelImage picture) {
        long bytes = picture.rgb().length;
        if (room.addAndGet(-bytes) < 0 || kept.putIfAbsent(file, picture) != null) {
            room.addAndGet(bytes);
        }
    }
}

package io.msliqa.scoring;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Networks of this JVM: one copy of each, however many threads score with it.
 *
 * <p>A network without users stays loaded, for the next task most likely wants it, until others are asked for in its
 * place, more than that place keeps.
 *
 * @param <K> what tells networks apart
 * @param <N> the network
 */
public final class LoadedOnce<K, N extends AutoCloseable> {

    private static final class Entry<N> {
        final N net;
        int users;
        long lastUse;

        Entry(N net) {
            this.net = net;
        }
    }

    private final Map<K, Entry<N>> loaded = new HashMap<>();
    private final Function<K, Object> place;
    private final int kept;
    private long uses;

    /** @param place where a network lies; of those without users one is kept in each place */
    public LoadedOnce(Function<K, Object> place) {
        this(place, 1);
    }

    /**
     * With room for several.
     *
     * @param place where a network lies
     * @param kept how many networks each place keeps, if so many have no users; at least 1
     */
    public LoadedOnce(Function<K, Object> place, int kept) {
        this.place = place;
        this.kept = kept;
    }

    /** The network of that key, loaded by {@code load} unless it is there; to be given back with {@link #release}. */
    public synchronized N acquire(K key, Supplier<N> load) {
        Entry<N> entry = loaded.get(key);
        if (entry == null) {
            closeUnused(place.apply(key));
            entry = new Entry<>(load.get());
            loaded.put(key, entry);
        }
        entry.users++;
        entry.lastUse = ++uses;
        return entry.net;
    }

    private void closeUnused(Object wanted) {
        List<K> unused = loaded.entrySet().stream()
                .filter(entry -> entry.getValue().users == 0
                        && place.apply(entry.getKey()).equals(wanted))
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().lastUse))
                .skip(kept - 1L)
                .map(Map.Entry::getKey)
                .toList();
        // Forgotten first: what fails to close must not be handed out.
        unused.forEach(key -> close(loaded.remove(key).net));
    }

    private static void close(AutoCloseable net) {
        try {
            net.close();
        } catch (Exception e) {
            throw new IllegalStateException("A network that nobody uses cannot be freed", e);
        }
    }

    /** Once for each {@link #acquire}. */
    public synchronized void release(K key) {
        loaded.get(key).users--;
    }
}

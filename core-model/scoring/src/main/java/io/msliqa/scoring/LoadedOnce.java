package io.msliqa.scoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Networks of this JVM: one copy of each, however many threads score with it.
 *
 * <p>A network without users stays loaded, for the next task most likely wants it, until another one is asked for in its
 * place.
 *
 * @param <K> what tells networks apart
 * @param <N> the network
 */
public final class LoadedOnce<K, N extends AutoCloseable> {

    private static final class Entry<N> {
        final N net;
        int users;

        Entry(N net) {
            this.net = net;
        }
    }

    private final Map<K, Entry<N>> loaded = new HashMap<>();
    private final Function<K, Object> place;

    /** @param place where a network lies; of those without users one is kept in each place */
    public LoadedOnce(Function<K, Object> place) {
        this.place = place;
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
        return entry.net;
    }

    private void closeUnused(Object wanted) {
        List<K> unused = loaded.entrySet().stream()
                .filter(entry -> entry.getValue().users == 0
                        && place.apply(entry.getKey()).equals(wanted))
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

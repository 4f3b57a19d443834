package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadedOnceTest {

    private record Key(String model, String place) {}

    private final List<String> closed = new ArrayList<>();
    private final LoadedOnce<Key, AutoCloseable> networks = new LoadedOnce<>(Key::place);

    private AutoCloseable network(String name) {
        return () -> closed.add(name);
    }

    @Test
    void manyThreadsShareWhatOneOfThemLoads() {
        Set<AutoCloseable> loaded = ConcurrentHashMap.newKeySet();
        Set<AutoCloseable> given = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 64)
                .parallel()
                .forEach(i -> given.add(networks.acquire(new Key("a", "cpu"), () -> {
                    AutoCloseable network = network("a");
                    loaded.add(network);
                    return network;
                })));

        assertThat(loaded).hasSize(1).isEqualTo(given);
    }

    @Test
    void whatNobodyUsesStaysUntilAnotherTakesItsPlace() {
        Key first = new Key("a", "cpu");
        AutoCloseable network = networks.acquire(first, () -> network("a"));
        networks.release(first);

        assertThat(networks.acquire(first, () -> network("never"))).isSameAs(network);
        networks.release(first);
        assertThat(closed).isEmpty();

        networks.acquire(new Key("b", "gpu"), () -> network("b"));
        assertThat(closed).isEmpty();
        networks.acquire(new Key("c", "cpu"), () -> network("c"));
        assertThat(closed).containsExactly("a");
    }

    @Test
    void whatSomebodyUsesIsNeverFreed() {
        Key first = new Key("a", "cpu");
        networks.acquire(first, () -> network("a"));
        networks.acquire(first, () -> network("never"));
        networks.release(first);

        networks.acquire(new Key("b", "cpu"), () -> network("b"));

        assertThat(closed).isEmpty();
    }

    @Test
    void whatCannotBeLoadedIsTriedAgainTheNextTime() {
        Key key = new Key("a", "cpu");

        assertThatThrownBy(() -> networks.acquire(key, () -> {
                    throw new IllegalStateException("no memory");
                }))
                .hasMessage("no memory");
        AutoCloseable network = network("a");
        assertThat(networks.acquire(key, () -> network)).isSameAs(network);
    }

    @Test
    void whatCannotBeFreedIsNotHandedOutAgain() {
        Key key = new Key("a", "cpu");
        networks.acquire(key, () -> () -> {
            throw new IllegalStateException("stuck");
        });
        networks.release(key);

        assertThatThrownBy(() -> networks.acquire(new Key("b", "cpu"), () -> network("b")))
                .hasMessageContaining("cannot be freed");
        AutoCloseable again = network("again");
        assertThat(networks.acquire(key, () -> again)).isSameAs(again);
    }
}

package io.msliqa.spark.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.rows.NightRow.RunPart;
import io.msliqa.spark.rows.NightRow.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NightSharesTest {

    private static final Optional<Instant> SECOND = Optional.of(Instant.parse("2026-01-02T06:00:00Z"));
    private static final Optional<Instant> THIRD = Optional.of(Instant.parse("2026-01-03T06:00:00Z"));
    private static final Optional<Instant> EVER = Optional.empty();

    @Test
    void aRunThatWasKilledAmidItsNightsLeavesTheRestToTheNextOne() {
        List<RunPart> kept = List.of(
                RunPart.whole("a"),
                new RunPart("b", EVER, SECOND),
                new RunPart("c", EVER, SECOND),
                new RunPart("c", SECOND, EVER));

        assertThat(NightShares.unclaimed(List.of("d", "c", "b", "a"), kept))
                .containsExactly(new RunPart("b", SECOND, EVER), RunPart.whole("d"));
    }

    @Test
    void aNightTakesWhatIsLeftOfItsTime() {
        RunPart rest = new RunPart("b", SECOND, EVER);

        assertThat(rest.within(new Span(EVER, SECOND))).isEmpty();
        assertThat(rest.within(new Span(EVER, THIRD))).contains(new RunPart("b", SECOND, THIRD));
        assertThat(rest.within(new Span(THIRD, EVER))).contains(new RunPart("b", THIRD, EVER));
        assertThat(RunPart.whole("d").within(new Span(EVER, EVER))).contains(RunPart.whole("d"));
    }
}

package io.msliqa.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.msliqa.scale.QualityScale;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolFileTest {

    @Test
    void theShortestProtocolShowsTheWholePicture() {
        NetworkProtocol plain = Protocols.read(Protocols.PLAIN);

        assertThat(plain.name()).isEqualTo("plain");
        assertThat(plain.inputs()).singleElement().satisfies(input -> {
            assertThat(input.view()).isEqualTo(View.PICTURE);
            assertThat(input.crops()).isEqualTo(new Crops.Whole());
            assertThat(input.shape()).containsExactly(-1, 3, -1, -1);
            assertThat(input.factor(0)).isEqualTo(1 / 255f);
        });
        assertThat(plain.scale()).isEqualTo(QualityScale.higherIsBetter(0, 1));
        assertThat(plain.golden()).isEmpty();
    }

    @Test
    void everythingThatAProtocolCanSayIsRead() {
        NetworkProtocol read = Protocols.read("""
                protocol = 1
                name = all of it
                views {
                  half { of = large, steps = [
                    { resize = factor, factor = 0.5, kernel = bicubic, antialias = true, on = floats, rounding = half-even }
                    { pad = mirror, to = [300, 200], multiple = 32, at = top-left } ] }
                  large { steps = [
                    { refuse-below = 32 }
                    { resize = shorter, to = 225, when = up-to, limit = 224, kernel = bilinear, antialias = false, on = bytes } ] }
                }
                inputs = [
                  { name = a, view = large, layout = nhwc, colours = bgr, range = [0, 255], mean = [1, 2, 3], deviation = [4, 5, 6]
                    crops { take = random, size = 224, count = 6, seed = 5 } }
                  { name = b, view = half, crops { take = centre, size = 224 }, colours = grey
                    turns = [as-is, flipped, upside-down, half-turn, transposed, quarter-right] }
                ]
                outputs = [ { name = q, is = logits, columns = 495 } ]
                score = [ { take = q }, { mean-of = crops }, { softmax = 0.5, groups = 5 }, { marginal = [5, 9, 11], keep = 0 }
                  { expectation = [1, 2, 3, 4, 5] }, { gain = 25, offset = -25 } ]
                scale { min = 0, max = 100, better = lower, clamp = true }
                batch = 3
                largest-pixels = 1000000
                provenance { licence = MIT, published { tid2013 { srcc = 0.7, from = "a paper" } } }
                golden { tolerance = 0.001, scores { "a.b.png" = 12.5 } }
                """);

        assertThat(read.views()).extracting(View::name).containsExactly("large", "half");
        assertThat(read.views().get(1).steps().get(0))
                .asInstanceOf(type(ViewStep.Resize.class))
                .satisfies(resize -> assertThat(resize.rounding()).isEqualTo(Rounding.HALF_EVEN));
        assertThat(read.inputs().get(0).crops()).isEqualTo(new Crops.Random(224, 6, 5));
        assertThat(read.inputs().get(0).offset(2)).isEqualTo(-0.5f);
        assertThat(read.inputs().get(1).shape()).containsExactly(-1, 1, 224, 224);
        assertThat(read.steps()).contains(new ScoreStep.Softmax(0.5, 5), new ScoreStep.Marginal(List.of(5, 9, 11), 0));
        assertThat(read.scale()).isEqualTo(QualityScale.lowerIsBetter(0, 100));
        assertThat(read.clamp()).isTrue();
        assertThat(read.provenance().published().get("tid2013").srcc()).isEqualTo(0.7);
        assertThat(read.golden().orElseThrow().scores()).containsEntry("a.b.png", 12.5);
    }

    @Test
    void allThatIsWrongIsSaidAtOnceWithItsLine() {
        assertThatThrownBy(() -> Protocols.read("""
                        protocol = 1
                        name = wrong
                        views { seen { steps = [
                          { rezise = shorter, to = 224 }
                          { resize = exact, to = [0, 5], kernel = cubic, antialias = yess, on = bytes } ] } }
                        inputs = [
                          { name = x, layout = nwhc }
                          { name = y, mean = [1, 2] } ]
                        outputs = [ { is = score } ]
                        score = [ { soft-max = 1 } ]
                        scale { min = 0, max = 1 }
                        btach = 3
                        """))
                .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.problems())
                        .containsExactlyInAnyOrder(
                                "line 4: view 'seen', step 1: there is no 'rezise' here; known are pad, refuse-below, resize",
                                "line 4: view 'seen', step 1: there is no 'to' here; known are pad, refuse-below, resize",
                                "line 5: view 'seen', step 2: 'kernel' is \"cubic\"; it must be one of nearest, bilinear,"
                                        + " bicubic",
                                "line 5: view 'seen', step 2: 'antialias' is \"yess\"; it must be true or false",
                                "line 7: input 1: 'layout' is \"nwhc\"; it must be one of nchw, nhwc",
                                "line 8: input 2: mean and deviation have a number for each of the 3 channels",
                                "line 9: output 1: 'name' is missing",
                                "line 10: score, step 1: there is no 'soft-max' here; known are columns, expectation, gain, least-of,"
                                        + " linear, marginal, mean-of, median-of, offset, sigmoid, softmax, take,"
                                        + " unit-length, weighted",
                                "line 11: scale: 'better' is missing: higher or lower",
                                "line 12: the protocol: there is no 'btach' here; known are batch, golden, inputs,"
                                        + " largest-pixels, name, outputs, protocol, provenance, scale, score, views"))
                .hasMessageStartingWith("10 things are wrong in the protocol folder/protocol.conf:\n  - line ");
    }

    @Test
    void partsThatDoNotFitTogetherAreRefused() {
        assertRefused(
                Protocols.withView("{ resize = exact, to = 9, kernel = bilinear, antialias = true, on = floats },"
                        + " { resize = exact, to = 9, kernel = bilinear, antialias = true, on = bytes }"),
                "computes on bytes after it has computed on floats");
        assertRefused(Protocols.with("inputs = [ { name = x, view = none } ]"), "of the view 'none', which is none");
        assertRefused(
                Protocols.with("inputs = [ { name = x, crops { take = five-points, size = 9 } },"
                        + " { name = y, crops { take = grid, size = 9, count = 9 } } ]"),
                "input 'y' has 9 crops and another 5");
        assertRefused(
                Protocols.with("inputs = [ { name = x, crops { take = five-points, size = 9 } } ]"),
                "the crops are never made one; add { mean-of = crops }");
        assertRefused(
                Protocols.with("outputs = [ { name = a, is = logits, columns = 4 } ]"),
                "4 columns are left; one is the score");
        assertRefused(
                Protocols.with(
                        "outputs = [ { name = a, is = logits, columns = 4 } ]", "score = [ { expectation = [1, 2] } ]"),
                "step 1: it is for 2 columns, and there are 4");
        assertRefused(
                Protocols.with(
                        "outputs = [ { name = a, is = logits, columns = 4 } ]",
                        "score = [ { gain = [1, 2, 3] }, { least-of = columns } ]"),
                "step 1: it is for 3 columns, and there are 4");
        assertRefused(
                Protocols.with("outputs = [ { name = a, is = score }, { name = b, is = weight } ]"),
                "of several outputs the first step says which");
        assertRefused(Protocols.with("score = [ { weighted = score, by = weight } ]"), "there is no output 'weight'");
        assertRefused(
                Protocols.with("views { a { of = b, steps = [] }, b { of = a, steps = [] } }"),
                "view 'a' is made of 'b', which is no view, or of itself");
        assertRefused(
                Protocols.with(
                        "inputs = [ { name = x, turns = [transposed]," + " crops { take = centre, size = [9, 8] } } ]"),
                "only square crops can be transposed");
    }

    private static void assertRefused(String text, String why) {
        assertThatThrownBy(() -> Protocols.read(text))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(why);
    }

    @Test
    void whatIsNoHoconIsRefusedWithItsLine() {
        assertThatThrownBy(() -> Protocols.read("protocol = 1\nname = {\n"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("protocol.conf: 3");
    }

    @Test
    void wordsThatChangeNoScoreAreNoPartOfTheIdentity() {
        String identity = Protocols.read(Protocols.PLAIN).identity();

        assertThat(Protocols.read(Protocols.with("name = other", "provenance { licence = MIT }", "# a comment"))
                        .identity())
                .isEqualTo(identity);
        assertThat(Protocols.read(Protocols.with("batch = 3")).identity()).isNotEqualTo(identity);
        assertThat(Protocols.read(Protocols.with("scale { clamp = true }")).identity())
                .isNotEqualTo(identity);
    }

    @Test
    void aQuotedNameIsReadAsItIs() {
        String name = "a \"model\" \\ of ${mine} # 1";

        assertThat(ProtocolFile.read(Protocols.with("name = " + ProtocolFile.quoted(name)), "test")
                        .name())
                .isEqualTo(name);
    }
}

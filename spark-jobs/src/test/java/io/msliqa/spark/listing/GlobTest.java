package io.msliqa.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.UserException;
import org.junit.jupiter.api.Test;

/** Patterns mean what a shell means by them, or are refused. */
class GlobTest {

    private static boolean matches(String pattern, String name) {
        return Glob.regex(pattern).matcher(name).matches();
    }

    @Test
    void starsQuestionMarksAndSetsStandForCharactersOfOneName() {
        assertThat(matches("*.jpg", "a:b.jpg")).isTrue();
        assertThat(matches("*.jpg", "a/b.jpg")).isFalse();
        assertThat(matches("a?c", "abc")).isTrue();
        assertThat(matches("[a-c]x", "bx")).isTrue();
        assertThat(matches("[!a-c]x", "bx")).isFalse();
        assertThat(matches("[^a-c]x", "dx")).isTrue();
        assertThat(matches("a.b+(c)", "a.b+(c)")).isTrue();
        assertThat(matches("a.b", "axb")).isFalse();
    }

    @Test
    void bracesStandForEachOfTheirParts() {
        assertThat(Glob.alternatives("{2023/12,2024/{01,02}}/*.{jpg,png}"))
                .containsExactlyInAnyOrder(
                        "2023/12/*.jpg",
                        "2023/12/*.png",
                        "2024/01/*.jpg",
                        "2024/01/*.png",
                        "2024/02/*.jpg",
                        "2024/02/*.png");
        assertThat(Glob.alternatives("a{b")).containsExactly("a{b");
    }

    @Test
    void whatOtherProgramsUnderstandIsRefusedInWords() {
        assertThatThrownBy(() -> Glob.requireUnderstood("in/**/x.jpg"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("'**'")
                .hasMessageContaining("Name the folder");
        assertThatThrownBy(() -> Glob.requireUnderstood("p{0..3}.jpg"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("range in braces");
    }
}

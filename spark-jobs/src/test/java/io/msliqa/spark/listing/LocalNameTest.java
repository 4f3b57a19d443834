package io.msliqa.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name says which file it is, whatever bytes the file is called by. */
class LocalNameTest {

    @TempDir
    Path folder;

    /** A file by the bytes of its name, in the escapes of a URI. */
    private Path file(String escaped) throws Exception {
        return Files.createFile(Path.of(URI.create(folder.toUri() + escaped)));
    }

    private String called(String name) {
        return "file:" + folder + "/" + name;
    }

    @Test
    void bytesThatAreUtf8StandForThemselves() throws Exception {
        assertThat(LocalName.of(file("caf%C3%A9.jpg"))).isEqualTo(called("caf\u00e9.jpg"));
        assertThat(LocalName.of(file("cafe%CC%81.jpg"))).isEqualTo(called("cafe\u0301.jpg"));
        assertThat(LocalName.of(file("%F0%9F%93%B7%0A%20%25.jpg"))).isEqualTo(called("\ud83d\udcf7\n %.jpg"));
    }

    @Test
    void otherBytesAreEscapedAndTheirNameIsAUri() throws Exception {
        Path latin = file("caf%E9.jpg");

        assertThat(LocalName.of(latin)).isEqualTo("file://" + folder + "/caf%E9.jpg");
        assertThat(Files.isSameFile(LocalName.path(LocalName.of(latin)), latin)).isTrue();
    }

    @Test
    void aNameWithAPercentSignIsNotTakenForAnEscapedOne() throws Exception {
        Path latin = file("caf%E9.jpg");
        Path percent = file("caf%25E9.jpg");

        assertThat(LocalName.of(percent)).isEqualTo(called("caf%E9.jpg"));
        assertThat(Files.isSameFile(LocalName.path(LocalName.of(percent)), percent))
                .isTrue();
        assertThat(Files.isSameFile(LocalName.path(LocalName.of(percent)), latin))
                .isFalse();
    }

    @Test
    void aFileThatIsCalledAsIfItLayInAShardHasAnotherNameThanOneThatDoes() throws Exception {
        Path below = Files.createDirectory(folder.resolve("x.tar!")).resolve("y.jpg");
        Files.createFile(below);

        assertThat(LocalName.of(below)).isEqualTo("file://" + folder + "/x.tar%21/y.jpg");
        assertThat(Files.isSameFile(LocalName.path(LocalName.of(below)), below)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:/data/a b.jpg", "file:/data/100%.jpg", "file:/data/a:b?c#d.jpg", "file:/\u6771/\u00e9"})
    void aNameComesBackFromItsPath(String name) {
        assertThat(LocalName.of(LocalName.path(name))).isEqualTo(name);
    }

    @Test
    void hadoopsThreeSlashesAreTheSameAsOne() {
        for (String path : List.of("/data/a b.jpg", "/data/a%20b.jpg", "/data/100%.jpg")) {
            assertThat(LocalName.path("file://" + path)).isEqualTo(LocalName.path("file:" + path));
        }
    }
}

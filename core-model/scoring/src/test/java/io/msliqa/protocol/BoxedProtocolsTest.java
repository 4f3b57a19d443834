package io.msliqa.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The protocols that come with the program: {@code conf/networks}. */
class BoxedProtocolsTest {

    private static final Path FOLDER = Path.of("../../conf/networks");

    static List<Path> protocols() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void eachIsReadAndSaysWhereItComesFrom(Path file) throws IOException {
        NetworkProtocol protocol = ProtocolFile.read(Files.readString(file), file.toString());

        assertThat(protocol.provenance().source()).isNotBlank();
        assertThat(protocol.provenance().paper()).isNotBlank();
        assertThat(protocol.provenance().licence()).isNotBlank();
        assertThat(protocol.provenance().weights()).isNotBlank();
        assertThat(protocol.golden()).as("no weights are shipped, so no scores").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void aPortSaysHowItDiffers(Path file) throws IOException {
        NetworkProtocol protocol = ProtocolFile.read(Files.readString(file), file.toString());

        if (file.getFileName().toString().endsWith("-pyiqa.conf")) {
            assertThat(protocol.provenance().differs()).isNotBlank();
            Path original = FOLDER.resolve(file.getFileName().toString().replace("-pyiqa", ""));
            assertThat(ProtocolFile.read(Files.readString(original), original.toString())
                            .identity())
                    .isNotEqualTo(protocol.identity());
        }
    }

    @Test
    void thePapersOtherSystemsAreThereWithItsFigures() throws IOException {
        assertThat(protocols()).hasSizeGreaterThanOrEqualTo(18);
        for (String system : List.of("hyperiqa", "tres", "maniqa", "yoto", "arniqa")) {
            Path file = FOLDER.resolve(system + ".conf");
            assertThat(ProtocolFile.read(Files.readString(file), file.toString())
                            .provenance()
                            .published()
                            .get("tid2013")
                            .srcc())
                    .as(system)
                    .isBetween(0.6, 0.8);
        }
    }
}

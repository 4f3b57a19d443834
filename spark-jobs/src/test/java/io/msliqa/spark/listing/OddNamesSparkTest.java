package io.msliqa.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.PlainS3;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.settings.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file is a row of its own, whatever it is called, and its name is an input that means it. */
class OddNamesSparkTest {

    /** In escapes, as no string has all of them. */
    private static final List<String> NAMES = List.of(
            "plain.jpg",
            "caf%E9.jpg",
            "caf%E8.jpg",
            "caf%25E9.jpg",
            "caf%C3%A9.jpg",
            "cafe%CC%81.jpg",
            "%FF%FE.jpg",
            "%82%A0.jpg",
            "a%3Ab.jpg",
            "a%20b.jpg",
            "%20.jpg",
            "new%0Aline.jpg",
            "%22quotes%22%27.jpg",
            "star%2A.jpg",
            "%7Bbraces%7D.jpg",
            "back%5Cslash.jpg",
            "%23hash.jpg",
            "question%3F.jpg",
            ".hidden.jpg",
            "_under.jpg",
            "-dash.jpg",
            "%01control.jpg",
            "x.tar%21");

    /** How many more are made up. */
    private static final int MADE_UP = Integer.getInteger("names", 300);

    @TempDir
    Path folder;

    private static List<CorpusRow> list(List<String> places, List<String> manifests) {
        return new ImageLister(SharedSpark.session(), Settings.defaults().listing())
                .list(new Inputs(places, manifests, List.of()));
    }

    private static List<String> names(List<CorpusRow> rows) {
        return rows.stream().map(CorpusRow::image).toList();
    }

    private int makeFiles() throws Exception {
        for (String name : NAMES) {
            Files.writeString(Path.of(URI.create(folder.toUri() + name)), name);
        }
        Random random = new Random(7);
        int made = NAMES.size();
        for (int i = 0; i < MADE_UP; i++) {
            StringBuilder name = new StringBuilder();
            for (int j = 0; j < 1 + random.nextInt(6); j++) {
                int one = 1 + random.nextInt(255);
                name.append(one == '/' || one == '.' ? "x" : String.format(Locale.ROOT, "%%%02X", one));
            }
            Path file = Path.of(URI.create(folder.toUri() + name.toString()));
            made += Files.exists(file) ? 0 : 1;
            Files.writeString(file, name);
        }
        return made;
    }

    /** As many as an independent program counts: one character a file, names not printed. */
    private static int counted(Path folder) throws Exception {
        Process find = new ProcessBuilder("find", folder.toString(), "-type", "f", "-printf", "x").start();
        return find.getInputStream().readAllBytes().length;
    }

    @Test
    void everyFileOfAFolderIsARowAndItsNameGivenBackMeansTheSameFile() throws Exception {
        int made = makeFiles();

        List<CorpusRow> rows = list(List.of(folder.toString()), List.of());

        assertThat(rows).hasSize(made).hasSize(counted(folder)).allMatch(CorpusRow::listed);
        assertThat(names(rows)).doesNotHaveDuplicates();
        for (CorpusRow row : rows) {
            assertThat(list(List.of(row.image()), List.of())).containsExactly(row);
            String content = new String(
                    OpenImage.of(
                                    row.image(),
                                    1000,
                                    SharedSpark.session().sparkContext().hadoopConfiguration())
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(Files.isSameFile(Path.of(URI.create(folder.toUri() + content)), LocalName.path(row.image())))
                    .isTrue();
        }
    }

    @Test
    void aPatternOverOddNamesFindsThoseThatMatch() throws Exception {
        makeFiles();

        assertThat(names(list(List.of(folder + "/a*b.jpg"), List.of())))
                .containsExactly("file:" + folder + "/a b.jpg", "file:" + folder + "/a:b.jpg");
    }

    @Test
    void aLineOfAListThatNamesNothingIsARowWithTheReason() throws Exception {
        Path picture = Files.writeString(folder.resolve("a:b.jpg"), "x");
        Path list = Files.writeString(
                folder.resolve("list.txt"),
                String.join(
                        "\n",
                        "a:b.jpg",
                        picture.toString(),
                        "nul\0.jpg",
                        "gs://bucket/a.jpg",
                        "s3://bucket/a.jpg",
                        "s3a://user:password@bucket/a.jpg",
                        "nowhere/b.jpg",
                        "gone.tar!/c.jpg"));

        List<CorpusRow> rows = list(List.of(), List.of(list.toString()));

        assertThat(rows).hasSize(7);
        assertThat(rows.get(0).listed()).isTrue();
        assertThat(rows.subList(1, 7)).noneMatch(CorpusRow::listed);
        assertThat(rows.get(1).message()).contains("NUL");
        assertThat(rows.get(2).message()).contains("'gs:' is not there");
        assertThat(rows.get(3).message()).contains("write s3a://bucket/a.jpg");
        assertThat(rows.get(4).toString()).contains("password in the address").doesNotContain("user:password");
        assertThat(rows.get(5).reason()).isEqualTo("MISSING");
        assertThat(rows.get(6).image()).endsWith("gone.tar!/c.jpg");
    }

    @Test
    void everyObjectOfABucketIsARowWhateverItsKeyAndIsReadByIt() throws Exception {
        List<String> keys = new ArrayList<>(List.of(
                "in/plain.jpg",
                "in/dup",
                "in//dup",
                "in/./dup",
                "in/../dup",
                "in/a//b.jpg",
                "in/end/",
                "in/a:b.jpg",
                "in/caf\u00e9.jpg",
                "in/cafe\u0301.jpg",
                "in/a b%20c+d.jpg",
                "in/{x}*?.jpg",
                "in/#.jpg"));
        madeUpKeys().forEach(keys::add);
        try (PlainS3 server = PlainS3.start("odd")) {
            var hadoop = SharedSpark.session().sparkContext().hadoopConfiguration();
            server.serve(hadoop);
            for (String key : keys) {
                server.put(key, key.getBytes(StandardCharsets.UTF_8));
            }

            String bucket = "s3a://odd/";
            List<CorpusRow> rows = list(List.of(bucket + "in"), List.of());

            assertThat(names(rows))
                    .containsExactlyInAnyOrderElementsOf(
                            keys.stream().map(key -> bucket + key).toList());
            for (CorpusRow row : rows) {
                byte[] content = OpenImage.of(row.image(), 1000, hadoop).readAllBytes();
                assertThat(bucket + new String(content, StandardCharsets.UTF_8)).isEqualTo(row.image());
                assertThat(names(list(List.of(row.image()), List.of()))).containsExactly(row.image());
            }
            assertThat(names(list(List.of(bucket + "in/*.jpg"), List.of()))).hasSize(7);
        }
    }

    /** Keys of all sorts of characters, of empty folders, of dots, and of what addresses escape. */
    private static Set<String> madeUpKeys() {
        Random random = new Random(8);
        List<String> pieces = List.of(
                "/", "//", "./", "../", ".", "%", "%2F", "%00", "+", " ", "\n", "&", "<", "?", "#", "*", "{", "\\", "!",
                "~");
        Set<String> keys = new LinkedHashSet<>();
        while (keys.size() < MADE_UP) {
            StringBuilder key = new StringBuilder("in/");
            for (int j = 0; j < 1 + random.nextInt(6); j++) {
                int any = 1 + random.nextInt(Character.MAX_CODE_POINT);
                boolean isPiece = random.nextBoolean()
                        || !Character.isDefined(any)
                        || Character.getType(any) == Character.SURROGATE;
                key.append(isPiece ? pieces.get(random.nextInt(pieces.size())) : Character.toString(any));
            }
            keys.add(key.toString());
        }
        return keys;
    }
}

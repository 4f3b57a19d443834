package io.msliqa.spark.cli;

import static io.msliqa.spark.cli.CommandLineRun.msliqa;
import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.S3Server;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an S3 storage costs that answers late: the same small pictures from a local disk, from S3, and from S3 with 30 ms before
 * each answer, in turns. The server shares the cores with the job. Not one of the tests, but {@code make far-storage}.
 */
class FarStorageRuns {

    private static final int PICTURES = Integer.getInteger("pictures", 600);
    private static final int ROUNDS = Integer.getInteger("rounds", 5);

    @TempDir
    static Path folder;

    @Test
    void answersThatComeLateCostLittle() throws IOException {
        try (S3Server server = S3Server.start()) {
            Configuration hadoop = SharedSpark.session().sparkContext().hadoopConfiguration();
            Session.S3A.forEach(hadoop::set);
            server.serve(hadoop, S3Server.BUCKET);
            Path pictures = folder.resolve("pictures");
            for (int i = 0; i < PICTURES; i++) {
                Path file = pictures.resolve(String.format(Locale.ROOT, "%05d.png", i));
                TestPictures.write(file, 320, 240, i);
                server.put("pictures/" + file.getFileName(), Files.readAllBytes(file));
            }
            score(pictures.toString(), "warm");
            score("s3a://archive/pictures", "warm-s3");
            List<Double> near = new ArrayList<>();
            List<Double> far = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                server.answerLate(Duration.ZERO);
                double local = score(pictures.toString(), "local" + round);
                double s3 = score("s3a://archive/pictures", "s3-" + round);
                server.answerLate(Duration.ofMillis(30));
                double late = score("s3a://archive/pictures", "late" + round);
                near.add(late / s3);
                far.add(late / local);
                System.out.printf(
                        Locale.ROOT,
                        "%d pictures: local %.1f s, S3 %.1f s, S3 with 30 ms %.1f s%n",
                        PICTURES,
                        local,
                        s3,
                        late);
            }
            System.out.printf(
                    Locale.ROOT,
                    "S3 with 30 ms takes %.2f times as long as S3 without, and %.2f times as long as a local disk%n",
                    median(near),
                    median(far));
        }
    }

    private static double median(List<Double> ratios) {
        return ratios.stream().sorted().toList().get(ratios.size() / 2);
    }

    private static double score(String input, String table) {
        long start = System.nanoTime();
        CommandLineRun run =
                msliqa("score", input, "--output", folder.resolve(table).toString(), "--mode", "single");
        assertThat(run.out()).contains(String.format(Locale.ROOT, "%,d scored + 0 failed", PICTURES));
        return (System.nanoTime() - start) / 1e9;
    }
}

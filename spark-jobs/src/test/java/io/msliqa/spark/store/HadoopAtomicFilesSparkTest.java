package io.msliqa.spark.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.HdfsServer;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopAtomicFilesSparkTest {

    @TempDir
    java.nio.file.Path folder;

    @Test
    void ofManyThatClaimANumberOnHdfsOneGetsItAndAWaveAppearsWhole()
            throws IOException, InterruptedException, ExecutionException {
        try (HdfsServer server = HdfsServer.start(folder)) {
            Configuration hadoop = new Configuration();
            Path root = new Path(server.uri("/table"));
            FileSystem files = root.getFileSystem(hadoop);
            files.mkdirs(root);
            AtomicFiles atomic = AtomicFiles.of(files, hadoop);
            ExecutorService writers = Executors.newFixedThreadPool(8);
            List<Future<Boolean>> claims = IntStream.range(0, 8)
                    .mapToObj(writer -> writers.submit(() -> atomic.createIfAbsent(
                            new Path(root, "000001.json"),
                            new byte[] {(byte) writer},
                            new Path(root, "claim-" + writer))))
                    .toList();
            int winner = -1;
            for (int writer = 0; writer < 8; writer++) {
                if (claims.get(writer).get()) {
                    assertThat(winner).isNegative();
                    winner = writer;
                }
            }
            writers.shutdown();
            try (var in = files.open(new Path(root, "000001.json"))) {
                assertThat(in.readAllBytes()).containsExactly(winner);
            }

            Path staged = new Path(root, "staged");
            files.create(new Path(staged, "part-0")).close();
            atomic.publish(staged, new Path(root, "wave=000001"), new TreeMap<>());
            atomic.publish(staged, new Path(root, "wave=000001"), new TreeMap<>());
            assertThat(files.exists(staged)).isFalse();
            assertThat(files.listStatus(root))
                    .extracting(status -> status.getPath().getName())
                    .containsExactly("000001.json", "wave=000001");
        }
    }
}

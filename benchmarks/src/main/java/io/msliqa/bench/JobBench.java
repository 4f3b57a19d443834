package io.msliqa.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.msliqa.image.DecodeLimits;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;
import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.PatchSampler;
import io.msliqa.scoring.CpuEngines;
import io.msliqa.scoring.PatchBatch;
import io.msliqa.scoring.PatchScorer;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.scoring.RunListener;
import io.msliqa.spark.scoring.RunRecord;
import io.msliqa.spark.scoring.ScoringRun;
import io.msliqa.spark.session.Session;
import io.msliqa.spark.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One warm JVM for the benchmark, told what to do by {@code bench.py}. The argument is the
 * number of task slots; each line of input one question, its words apart by tabs, answered by a line of JSON:
 *
 * <ul>
 *   <li>{@code job FOLDER TABLE KEY=VALUE...}: a whole scoring run, pictures on disk to Parquet
 *   <li>{@code engine FOLDER}: the network alone on the distinct patches of a folder's pictures, in full batches that are
 *       in memory already, a thread a slot
 *   <li>{@code scores TABLE}: score and number of distinct patches that a table says, by file name
 * </ul>
 */
public final class JobBench {

    private static final int BATCH = 8;

    private JobBench() {}

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        int slots = Integer.parseInt(args[0]);
        // What others print must not stand among the answers.
        PrintStream answers = System.out;
        System.setOut(System.err);
        ObjectMapper json = new ObjectMapper();
        try (Session session = Session.open("msliqa benchmark", "local[" + slots + "]");
                Scanner questions = new Scanner(System.in, StandardCharsets.UTF_8)) {
            while (questions.hasNextLine()) {
                String[] words = questions.nextLine().split("\t");
                Object answer =
                        switch (words[0]) {
                            case "job" -> job(session.spark(), words);
                            case "engine" -> engine(Path.of(words[1]), slots);
                            case "scores" -> scores(session.spark(), words[1]);
                            default -> throw new IllegalArgumentException("No such question: " + words[0]);
                        };
                answers.println(json.writeValueAsString(answer));
                answers.flush();
            }
        }
    }

    private static Map<String, Object> job(SparkSession spark, String... words) {
        // What the reference program does, unless a setting says otherwise.
        Map<String, String> values = new LinkedHashMap<>(Map.of("scoring.mode", "tta"));
        for (String value : List.of(words).subList(3, words.length)) {
            values.put(value.substring(0, value.indexOf('=')), value.substring(value.indexOf('=') + 1));
        }
        Settings settings = Settings.load(List.of(), values);
        RunRecord record = new ScoringRun(spark, settings, RunListener.NONE)
                .run(new Inputs(List.of(words[1]), List.of(), List.of()), words[2]);
        return Map.of("pictures", record.scored(), "patches", record.patches(), "seconds", record.seconds());
    }

    private static Map<String, Object> engine(Path folder, int slots)
            throws IOException, InterruptedException, ExecutionException {
        List<PatchBatch> batches = batches(folder);
        long patches = batches.stream().mapToLong(PatchBatch::count).sum();
        ExecutorService threads = Executors.newFixedThreadPool(slots);
        ModelBundle model = ModelBundle.shipped();
        // Keeps the network in memory; each thread has a scorer of its own.
        try (PatchScorer first = CpuEngines.fastest().open(model, Arithmetic.FLOAT32)) {
            first.score(batches.get(0));
            long start = System.nanoTime();
            List<Future<?>> work = new ArrayList<>();
            for (PatchBatch batch : batches) {
                work.add(threads.submit(() -> {
                    try (PatchScorer scorer = CpuEngines.fastest().open(model, Arithmetic.FLOAT32)) {
                        scorer.score(batch);
                    }
                }));
            }
            for (Future<?> done : work) {
                done.get();
            }
            return Map.of("patches", patches, "seconds", (System.nanoTime() - start) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The distinct patches of all pictures. */
    private static List<PatchBatch> batches(Path folder) throws IOException {
        ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);
        Map<Integer, PatchBatch> open = new TreeMap<>();
        List<PatchBatch> batches = new ArrayList<>();
        for (Path file : files(folder)) {
            PixelImage picture;
            try {
                picture = decoder.decode(Files.readAllBytes(file)).pixels();
            } catch (ImageException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
            List<Patch> patches = PatchPlan.PAPER.distinct(picture.width(), picture.height());
            PatchSampler sampler = new PatchSampler(picture, patches);
            for (Patch patch : patches) {
                PatchBatch batch = open.computeIfAbsent(patch.size(), size -> new PatchBatch(BATCH, size, size));
                batch.add(sampler.sample(patch));
                if (batch.isFull()) {
                    batches.add(open.remove(patch.size()));
                }
            }
        }
        batches.addAll(open.values());
        return batches;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Map<String, List<Number>> scores(SparkSession spark, String table) {
        Map<String, List<Number>> scores = new TreeMap<>();
        for (Row row : spark.read()
                .parquet(table)
                .select(ScoreColumns.IMAGE, ScoreColumns.SCORE, ScoreColumns.PATCHES_DISTINCT)
                .collectAsList()) {
            String image = row.getString(0);
            scores.put(image.substring(image.lastIndexOf('/') + 1), List.of(row.getDouble(1), row.getInt(2)));
        }
        return scores;
    }
}

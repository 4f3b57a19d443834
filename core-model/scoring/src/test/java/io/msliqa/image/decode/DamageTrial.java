package io.msliqa.image.decode;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Measures what damage does, for docs/decisions/0008-codecs.md: how many of a folder's files decode, what becomes of
 * mutants of them, and how many JPEG files with one lost sector are caught. Run as a program, not as a test.
 */
final class DamageTrial {

    private static final int SECTOR = 512;
    private static final ImageDecoder DECODER =
            new ImageDecoder(new DecodeLimits(256L << 20, 20_000_000, 1, Duration.ofSeconds(30)));

    private final List<Path> files;
    private final Random random = new Random(17);
    private final Map<FailureReason, Integer> reasons = new EnumMap<>(FailureReason.class);
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private int decoded;
    private long slowest;

    private DamageTrial(List<Path> files) {
        this.files = files;
    }

    /**
     * Runs one trial.
     *
     * @param args sound, mutants or sectors; how many; the folder
     */
    public static void main(String[] args) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(args[2]))) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        DamageTrial trial = new DamageTrial(files);
        int count = Integer.parseInt(args[1]);
        switch (args[0]) {
            case "sound" -> trial.sound(count);
            case "mutants" -> trial.mutants(count);
            case "sectors" -> trial.sectors(count);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private void sound(int count) throws IOException {
        for (Path file : files.subList(0, Math.min(count, files.size()))) {
            String outcome = outcome(Files.readAllBytes(file));
            if (!outcome.isEmpty()) {
                out.println(file.getFileName() + ": " + outcome);
            }
        }
        told();
    }

    private void mutants(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            byte[] file = Files.readAllBytes(files.get(i % files.size()));
            byte[] mutant = mutated(file);
            String outcome = outcome(mutant);
            if (outcome.startsWith("INTERNAL") || outcome.startsWith("TIMEOUT")) {
                Path kept = Files.createTempFile(
                        "mutant", "-" + files.get(i % files.size()).getFileName());
                Files.write(kept, mutant);
                out.println(kept + ": " + outcome);
            }
        }
        told();
    }

    /** Bits turned over, bytes set, stretches lost, swapped or doubled, headers more often than the rest. */
    private byte[] mutated(byte[] file) {
        byte[] mutant = file.clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            int most = random.nextBoolean() ? Math.min(mutant.length, 400) : mutant.length;
            int at = random.nextInt(most);
            switch (random.nextInt(6)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[at] = (byte) random.nextInt(256);
                case 2 -> mutant[at] = (byte) (random.nextBoolean() ? 0 : 255);
                case 3 -> {
                    int length = Math.min(1 + random.nextInt(64), mutant.length - at);
                    int from = random.nextInt(mutant.length - length + 1);
                    System.arraycopy(file, from, mutant, at, length);
                }
                case 4 -> {
                    for (int k = at; k < Math.min(mutant.length, at + random.nextInt(600)); k++) {
                        mutant[k] = 0;
                    }
                }
                default -> mutant = random.nextInt(4) > 0 || at < 2 ? mutant : java.util.Arrays.copyOf(mutant, at);
            }
        }
        return mutant;
    }

    private void sectors(int count) throws IOException {
        String[] kinds = {"zeros", "ones", "noise", "another part of the file", "a part of another file"};
        int[] caught = new int[kinds.length];
        int[] all = new int[kinds.length];
        for (int i = 0; i < count; i++) {
            byte[] file = Files.readAllBytes(files.get(i % files.size()));
            byte[] other = Files.readAllBytes(files.get((i + 1) % files.size()));
            int first = scan(file) / SECTOR + 1;
            int last = file.length / SECTOR;
            int kind = i % kinds.length;
            if (first >= last) {
                continue;
            }
            int at = SECTOR * (first + random.nextInt(last - first));
            byte[] lost = file.clone();
            for (int k = 0; k < Math.min(SECTOR, lost.length - at); k++) {
                lost[at + k] = switch (kind) {
                    case 0 -> 0;
                    case 1 -> -1;
                    case 2 -> (byte) random.nextInt(256);
                    case 3 -> file[(at + 7 * SECTOR + k) % file.length];
                    default -> other[other.length / 2 / SECTOR * SECTOR + k];
                };
            }
            if (java.util.Arrays.equals(lost, file)) {
                continue;
            }
            all[kind]++;
            caught[kind] += outcome(lost).isEmpty() ? 0 : 1;
        }
        for (int kind = 0; kind < kinds.length; kind++) {
            out.println(kinds[kind] + ": " + caught[kind] + " of " + all[kind]);
        }
        told();
    }

    private static int scan(byte[] file) {
        int at = 0;
        for (int i = 0; i + 1 < file.length; i++) {
            if (file[i] == (byte) 0xFF && file[i + 1] == (byte) 0xDA) {
                at = i;
            }
        }
        return at;
    }

    private String outcome(byte[] file) {
        long start = System.nanoTime();
        try {
            DECODER.decode(file);
            decoded++;
            return "";
        } catch (ImageException e) {
            reasons.merge(e.reason(), 1, Integer::sum);
            return e.reason() + " " + e.getMessage();
        } finally {
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
    }

    private void told() {
        Runtime runtime = Runtime.getRuntime();
        out.println(decoded + " decoded, " + reasons + ", the slowest " + slowest / 1_000_000 + " ms, heap "
                + (runtime.totalMemory() >> 20) + " MB, late " + TimeLimit.late());
    }
}

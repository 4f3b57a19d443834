package io.msliqa.spark.listing;

import io.msliqa.UserException;
import io.msliqa.spark.StorageProblem;
import io.msliqa.spark.listing.FingerprintSet.Fingerprint;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.settings.ListingSettings;
import io.msliqa.spark.tables.ManifestOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Finds the pictures that the user named, each once, on any file system that Hadoop reads.
 *
 * <p>Nothing is passed over in silence: hidden files, files of zero bytes, dangling links and folders without permission
 * are rows too. Of a shard, what lies in it are the pictures. Only what the user excludes (by {@code listing.extensions}) is not.
 */
public final class ImageLister {

    private record Manifest(Path file, ManifestOption option) {}

    private final SparkSession spark;
    private final Configuration hadoop;
    private final ShardRules rules;

    public ImageLister(SparkSession spark, ListingSettings settings) {
        this.spark = spark;
        this.hadoop = spark.sparkContext().hadoopConfiguration();
        this.rules = shardRules(settings);
    }

    /** What of a shard is a picture by these settings. */
    public static ShardRules shardRules(ListingSettings settings) {
        return new ShardRules(Set.copyOf(settings.extensions()), settings.parquetColumn());
    }

    /** All files, in order. */
    public List<CorpusRow> list(Inputs inputs) {
        List<CorpusRow> files = new ArrayList<>();
        list(inputs, files::add);
        return files;
    }

    /**
     * Hands over file after file, never one twice.
     *
     * @throws UserException naming all inputs that are not there, before the first file is handed over
     */
    public void list(Inputs inputs, Consumer<CorpusRow> sink) {
        FingerprintSet seen = new FingerprintSet();
        Consumer<CorpusRow> once = file -> {
            if (seen.add(Fingerprint.of(file.image()))) {
                sink.accept(file);
            }
        };
        Set<String> excluded = new HashSet<>();
        inputs.excluded().forEach(folder -> excluded.add(qualified(folder).toString()));
        List<String> missing = new ArrayList<>();
        List<Path> roots = roots(inputs.places(), missing);
        List<Manifest> manifests = manifests(inputs.manifests(), missing);
        if (!missing.isEmpty()) {
            throw new UserException(String.join("\n", missing));
        }
        Broadcast<SerializableConfiguration> broadcast =
                new JavaSparkContext(spark.sparkContext()).broadcast(new SerializableConfiguration(hadoop));
        ShardListing shards = new ShardListing(spark, broadcast, rules, once);
        Lookups.inOrder(roots.iterator(), root -> lookUp(root, excluded, shards));
        manifests.forEach(manifest -> addManifest(manifest, excluded, shards));
        shards.finish();
    }

    private List<Path> roots(List<String> places, List<String> missing) {
        List<Path> roots = new ArrayList<>();
        for (String place : places) {
            Path path = qualified(place);
            try {
                FileSystem files = path.getFileSystem(hadoop);
                if (files.exists(path)) {
                    roots.add(path);
                    continue;
                }
                FileStatus[] matches = files.globStatus(path);
                if (matches == null || matches.length == 0) {
                    missing.add("There is no '" + place + "' (looked for " + path + ")");
                } else {
                    for (FileStatus match : matches) {
                        roots.add(match.getPath());
                    }
                }
            } catch (IOException e) {
                missing.add("'" + place + "' cannot be listed: " + StorageProblem.of(e));
            }
        }
        return roots;
    }

    private List<Manifest> manifests(List<String> options, List<String> missing) {
        List<Manifest> manifests = new ArrayList<>();
        for (String text : options) {
            ManifestOption option = ManifestOption.parse(text);
            String file = option.file();
            Path manifest = qualified(file);
            try {
                if (manifest.getFileSystem(hadoop).exists(manifest)) {
                    manifests.add(new Manifest(manifest, option));
                } else {
                    missing.add("There is no manifest '" + file + "' (looked for " + manifest + ")");
                }
            } catch (IOException e) {
                missing.add("The manifest '" + file + "' cannot be read: " + StorageProblem.of(e));
            }
        }
        return manifests;
    }

    /** Asks for it now, adds it, with all that lies below, when what it returns is run. */
    private Runnable lookUp(Path path, Set<String> excluded, Consumer<CorpusRow> sink) {
        try {
            FileSystem files = path.getFileSystem(hadoop);
            if (isLocal(files)) {
                LocalTree tree = new LocalTree(this::isWanted, excluded::contains, sink);
                return () -> tree.add(java.nio.file.Path.of(path.toUri().getPath()));
            }
            return new HadoopTree(files, this::isWanted, excluded::contains, sink).lookUp(path);
        } catch (IOException e) {
            throw new UserException("'" + path + "' cannot be listed: " + StorageProblem.of(e), e);
        }
    }

    private void addManifest(Manifest manifest, Set<String> excluded, Consumer<CorpusRow> sink) {
        PictureList.read(
                spark,
                manifest.file(),
                manifest.option(),
                images -> Lookups.inOrder(images, image -> lookUp(entry(manifest.file(), image), excluded, sink)));
    }

    private static Path entry(Path manifest, String image) {
        try {
            return new Path(manifest.getParent(), image);
        } catch (IllegalArgumentException e) {
            throw new UserException("The manifest '" + manifest + "' has an entry '" + image + "' that is no path", e);
        }
    }

    private boolean isWanted(String name) {
        return rules.wants(name) || ShardKind.of(name).isPresent();
    }

    private Path qualified(String place) {
        try {
            Path path = StorageProblem.path(place);
            return path.getFileSystem(hadoop).makeQualified(path);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException("'" + place + "' names no file system that can be read: " + e.getMessage(), e);
        }
    }

    private static boolean isLocal(FileSystem files) {
        return "file".equals(files.getUri().getScheme());
    }
}

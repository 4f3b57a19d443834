package io.msliqa.spark.listing;

import io.msliqa.UserException;
import io.msliqa.image.FailureReason;
import io.msliqa.spark.Secret;
import io.msliqa.spark.StorageProblem;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.settings.ListingSettings;
import io.msliqa.spark.tables.ManifestOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Finds the pictures that the user named, each once, on any file system that Hadoop reads.
 *
 * <p>Nothing is passed over in silence: hidden files, files of zero bytes, dangling links and folders without
 * permission are rows too. The files in a shard are its pictures. Only files that the user excludes (by {@code
 * listing.extensions}) are not rows.
 */
public final class ImageLister {

    /** What Java makes of an argument that its locale has no characters for. */
    private static final char UNKNOWN_CHARACTER = '\uFFFD';

    private static final String LOCALE = ". Its characters got lost on the way here, as this process was started in a"
            + " locale that has none of them; start it with LC_ALL=C.UTF-8";

    private record Manifest(Path file, ManifestOption option) {}

    private final SparkSession spark;
    private final Configuration hadoop;
    private final Places places;
    private final ShardRules rules;
    private final long few;

    public ImageLister(SparkSession spark, ListingSettings settings) {
        this(spark, settings, KnownFingerprints.FEW);
    }

    /** @param few how many pictures it remembers before it looks for what comes more than once */
    ImageLister(SparkSession spark, ListingSettings settings, long few) {
        this.few = few;
        this.spark = spark;
        this.hadoop = spark.sparkContext().hadoopConfiguration();
        this.places = new Places(hadoop);
        this.rules = shardRules(settings);
    }

    /** The rules by which these settings tell pictures in a shard. */
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
     * Hands over all files, each once.
     *
     * @throws UserException naming all inputs that are not there, before the first file is handed over
     */
    public void list(Inputs inputs, Consumer<CorpusRow> sink) {
        list(inputs, sink, again -> {});
    }

    /**
     * As {@link #list(Inputs, Consumer)}.
     *
     * @param again is handed what was handed over before: it is the same in all that is known of it
     */
    public void list(Inputs inputs, Consumer<CorpusRow> sink, Consumer<CorpusRow> again) {
        Set<String> excluded = new HashSet<>();
        inputs.excluded().forEach(folder -> excluded.add(places.of(folder).name()));
        List<String> missing = new ArrayList<>();
        List<Place> roots = roots(inputs.places(), missing);
        List<Manifest> manifests = manifests(inputs.manifests(), missing);
        if (!missing.isEmpty()) {
            throw new UserException(String.join("\n", missing));
        }
        Broadcast<SerializableConfiguration> broadcast =
                new JavaSparkContext(spark.sparkContext()).broadcast(new SerializableConfiguration(hadoop));
        Predicate<CorpusRow> isNew = isNew(inputs, roots, manifests, broadcast);
        ShardListing shards =
                new ShardListing(spark, broadcast, rules, file -> (isNew.test(file) ? sink : again).accept(file));
        Taking taking = new Taking(rules, excluded, shards);
        Lookups.inOrder(roots.iterator(), root -> root.lookUp(taking));
        manifests.forEach(manifest -> addManifest(manifest, taking));
        shards.finish();
    }

    private Predicate<CorpusRow> isNew(
            Inputs inputs,
            List<Place> roots,
            List<Manifest> manifests,
            Broadcast<SerializableConfiguration> broadcast) {
        boolean apart = inputs.places().stream().noneMatch(Glob::isPattern)
                && !Overlap.isAmong(roots.stream().map(Place::name).toList());
        if (manifests.isEmpty() && apart) {
            // A folder holds each of its files once.
            return file -> true;
        }
        boolean oneList = manifests.size() == 1 && roots.isEmpty();
        Seen seen = new Seen(few, () -> oneList ? repeated(manifests.get(0), broadcast) : Optional.empty());
        return seen::isNew;
    }

    private Optional<FingerprintSet> repeated(Manifest manifest, Broadcast<SerializableConfiguration> broadcast) {
        return PictureList.table(spark, manifest.file(), manifest.option())
                .flatMap(lines -> RepeatedLines.of(lines, manifest.file(), broadcast));
    }

    private List<Place> roots(List<String> named, List<String> missing) {
        List<Place> roots = new ArrayList<>();
        for (String text : named) {
            try {
                Place place = places.of(text);
                List<Place> found = place.exists() ? List.of(place) : matches(text);
                if (found.isEmpty()) {
                    missing.add("There is no '" + text + "' (looked for " + place.name() + ")"
                            + (text.indexOf(UNKNOWN_CHARACTER) < 0 ? "" : LOCALE));
                }
                roots.addAll(found);
            } catch (IOException e) {
                missing.add("'" + text + "' cannot be listed: " + StorageProblem.of(e));
            } catch (UserException e) {
                missing.add(e.getMessage());
            }
        }
        return roots;
    }

    private List<Place> matches(String text) throws IOException {
        if (!Glob.isPattern(text)) {
            return List.of();
        }
        Glob.requireUnderstood(text);
        List<Place> found = new ArrayList<>();
        for (String alternative : Glob.alternatives(text)) {
            Place place = places.of(alternative);
            if (place.exists()) {
                found.add(place);
            } else if (Glob.isPattern(alternative)) {
                found.addAll(PatternPlaces.of(place));
            }
        }
        return found;
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

    private void addManifest(Manifest manifest, Taking taking) {
        PictureList.read(
                spark,
                manifest.file(),
                manifest.option(),
                pictures -> Lookups.inOrder(pictures, picture -> lookUp(manifest.file(), picture, taking)));
    }

    /** Adds a row for a line that names nothing. */
    private Runnable lookUp(Path manifest, ListedPicture picture, Taking taking) {
        String image = picture.image();
        try {
            Optional<CorpusRow> file = picture.asListed(places, manifest);
            return file.isPresent()
                    ? () -> taking.sink().accept(file.get())
                    : places.of(image, manifest).lookUp(taking);
        } catch (UserException e) {
            CorpusRow row = CorpusRow.unlisted(Secret.shown(image), FailureReason.UNREADABLE, e.getMessage() + ".");
            return () -> taking.sink().accept(row);
        }
    }

    private Path qualified(String place) {
        try {
            Path path = StorageProblem.path(place);
            return path.getFileSystem(hadoop).makeQualified(path);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException("'" + place + "' names no file system that can be read: " + e.getMessage(), e);
        }
    }
}

package io.msliqa.spark.scoring;

import io.msliqa.UserException;
import io.msliqa.foreign.NetworkFolder;
import io.msliqa.model.ModelBundle;
import io.msliqa.spark.settings.ModelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds the models that the settings name, on any Hadoop file system. */
public final class Model {

    private Model() {}

    /**
     * Loads and checks all models, the first one first.
     *
     * @throws UserException if a file system cannot be reached or holds no such folder, or two are the same model
     * @throws io.msliqa.network.ModelException if a model is damaged
     */
    public static List<ScoringModel> all(ModelSettings settings, Configuration hadoop) {
        List<ScoringModel> models =
                settings.paths().stream().map(path -> load(path, hadoop)).toList();
        Set<String> ids = new HashSet<>();
        for (ScoringModel model : models) {
            if (!ids.add(model.id())) {
                throw new UserException("Two of the models " + settings.paths() + " are the same, " + model.name()
                        + "; name each once");
            }
        }
        return models;
    }

    /**
     * Loads and checks the model, where no more than one can score.
     *
     * @param what would need each model's scores apart
     */
    static ScoringModel only(ModelSettings settings, Configuration hadoop, String what) {
        if (settings.paths().size() > 1) {
            throw new UserException(what + " takes one model, not " + settings.paths()
                    + "; several score into a table: msliqa score --output DIR");
        }
        return load(settings.path(), hadoop);
    }

    /** Loads and checks the model in a folder, or the shipped one. */
    public static ScoringModel load(String place, Configuration hadoop) {
        if (place.equals(ModelSettings.SHIPPED)) {
            return new ScoringModel.Own(ModelBundle.shipped());
        }
        try {
            Path path = new Path(place);
            FileSystem files = path.getFileSystem(hadoop);
            if ("file".equals(files.getUri().getScheme())) {
                return loaded(
                        java.nio.file.Path.of(files.makeQualified(path).toUri().getPath()));
            }
            return fetched(files, path);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException("The model '" + place + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static ScoringModel loaded(java.nio.file.Path folder) {
        return NetworkFolder.isOne(folder)
                ? new ScoringModel.Network(NetworkFolder.load(folder))
                : new ScoringModel.Own(ModelBundle.load(folder));
    }

    private static ScoringModel fetched(FileSystem files, Path folder) throws IOException {
        java.nio.file.Path copy = Files.createTempDirectory("msliqa-model");
        boolean kept = false;
        try {
            for (FileStatus file : files.listStatus(folder)) {
                if (file.isFile()) {
                    java.nio.file.Path target = copy.resolve(file.getPath().getName());
                    files.copyToLocalFile(false, file.getPath(), new Path(target.toString()), true);
                }
            }
            ScoringModel model = loaded(copy);
            // A network's files are read again when it is loaded and sent.
            kept = model instanceof ScoringModel.Network;
            return model;
        } finally {
            if (kept) {
                LocalFolders.deleteAtExit(copy);
            } else {
                LocalFolders.delete(copy);
            }
        }
    }
}

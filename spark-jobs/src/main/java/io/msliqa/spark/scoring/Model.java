package io.msliqa.spark.scoring;

import io.msliqa.UserException;
import io.msliqa.model.ModelBundle;
import io.msliqa.spark.settings.ModelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds the model that the settings name, on any Hadoop file system. */
public final class Model {

    private Model() {}

    /**
     * Loads and checks the model.
     * @throws UserException if the file system cannot be reached or holds no such folder
     * @throws io.msliqa.network.ModelException if the model is damaged
     */
    public static ModelBundle load(ModelSettings settings, Configuration hadoop) {
        if (settings.path().equals(ModelSettings.SHIPPED)) {
            return ModelBundle.shipped();
        }
        try {
            Path path = new Path(settings.path());
            FileSystem files = path.getFileSystem(hadoop);
            if ("file".equals(files.getUri().getScheme())) {
                return ModelBundle.load(
                        java.nio.file.Path.of(files.makeQualified(path).toUri().getPath()));
            }
            return fetched(files, path);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException("The model '" + settings.path() + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static ModelBundle fetched(FileSystem files, Path folder) throws IOException {
        java.nio.file.Path copy = Files.createTempDirectory("msliqa-model");
        try {
            for (FileStatus file : files.listStatus(folder)) {
                if (file.isFile()) {
                    java.nio.file.Path target = copy.resolve(file.getPath().getName());
                    files.copyToLocalFile(false, file.getPath(), new Path(target.toString()), true);
                }
            }
            return ModelBundle.load(copy);
        } finally {
            delete(copy);
        }
    }

    private static void delete(java.nio.file.Path folder) throws IOException {
        List<java.nio.file.Path> all;
        try (Stream<java.nio.file.Path> below = Files.walk(folder)) {
            all = below.sorted(Comparator.reverseOrder()).toList();
        }
        for (java.nio.file.Path path : all) {
            Files.delete(path);
        }
    }
}

package io.msliqa.spark.listing;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file or folder of any Hadoop file system, named by one of Hadoop's paths. */
record HadoopPlace(FileSystem files, Path path) implements Place {

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public boolean exists() throws IOException {
        return files.exists(path);
    }

    @Override
    public Runnable lookUp(Taking taking) {
        HadoopTree tree = new HadoopTree(files, taking.wanted(), taking.excluded()::contains, taking.sink());
        Optional<S3Objects> objects = S3Objects.of(files);
        if (objects.isEmpty()) {
            return tree.lookUp(path);
        }
        try {
            FileStatus status = files.getFileStatus(path);
            return status.isDirectory() ? () -> below(objects.get(), taking) : () -> tree.add(status);
        } catch (IOException e) {
            return () -> taking.sink().accept(HadoopTree.unlisted(path, e));
        }
    }

    private void below(S3Objects objects, Taking taking) {
        String key = S3Objects.keyOf(path.toString());
        s3Tree(objects, taking).addBelow(key.isEmpty() ? "" : key + "/");
    }

    static S3Tree s3Tree(S3Objects objects, Taking taking) {
        Set<String> excluded =
                taking.excluded().stream().map(folder -> folder + "/").collect(Collectors.toSet());
        return new S3Tree(objects, taking.wanted(), excluded, taking.sink());
    }
}

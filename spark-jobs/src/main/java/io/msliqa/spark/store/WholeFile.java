package io.msliqa.spark.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/** Writes files on any Hadoop file system so that readers see the old content or the new, never half of it. */
public final class WholeFile {

    /** What S3A can do: an object appears when its upload ends, and renaming would copy it. */
    private static final String OBJECT_STORE = "fs.option.create.conditional.overwrite";

    private WholeFile() {}

    /**
     * Writes a file, replaces the one that may be there, and makes missing folders.
     *
     * @throws IOException if it cannot be written; what was there is then still there
     */
    public static void replace(Path file, byte[] content, Configuration hadoop) throws IOException {
        Path place = file.getFileSystem(hadoop).makeQualified(file);
        Path scratch = new Path(place.getParent(), "_" + place.getName() + ".part");
        if ("file".equals(place.toUri().getScheme())) {
            // Hadoop's own would leave a file of checksums beside it.
            replace(
                    java.nio.file.Path.of(place.toUri().getPath()),
                    java.nio.file.Path.of(scratch.toUri().getPath()),
                    content);
        } else if (place.getFileSystem(hadoop).hasPathCapability(place, OBJECT_STORE)) {
            put(place.getFileSystem(hadoop), place, content);
        } else {
            FileContext context = FileContext.getFileContext(place.toUri(), hadoop);
            try (FSDataOutputStream out = context.create(
                    scratch, EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE), CreateOpts.createParent())) {
                out.write(content);
            }
            context.rename(scratch, place, Rename.OVERWRITE);
        }
    }

    private static void put(FileSystem files, Path file, byte[] content) throws IOException {
        try (FSDataOutputStream out = files.create(file, true)) {
            out.write(content);
        }
    }

    private static void replace(java.nio.file.Path file, java.nio.file.Path scratch, byte[] content)
            throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(scratch, content);
        Files.move(scratch, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

package io.msliqa.spark.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;

/**
 * Claims and moves on Hadoop file systems: on HDFS and its like by a rename that refuses to overwrite, on S3 by a
 * conditional put. A rename on S3 copies file by file, so a wave may be found half published; publishing it again
 * finishes it.
 */
final class HadoopAtomicFiles implements AtomicFiles {

    /** A create that fails where the object exists, checked by the store itself. */
    private static final String CONDITIONAL = "fs.option.create.conditional.overwrite";

    private final FileSystem files;
    private final FileContext context;

    HadoopAtomicFiles(FileSystem files, Configuration hadoop) throws IOException {
        this.files = files;
        this.context = FileContext.getFileContext(files.getUri(), hadoop);
    }

    /** Does nothing: closed files are safe on HDFS and in object stores. */
    @Override
    public void settle(Path folder) {}

    @Override
    public boolean createIfAbsent(Path file, byte[] content, Path scratch) throws IOException {
        if (files.hasPathCapability(file, CONDITIONAL)) {
            return put(file, content);
        }
        try (FSDataOutputStream out = context.create(scratch, EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE))) {
            out.write(content);
        }
        try {
            context.rename(scratch, file, Rename.NONE);
            return true;
        } catch (FileAlreadyExistsException e) {
            files.delete(scratch, false);
            return false;
        }
    }

    private boolean put(Path file, byte[] content) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = files.createFile(file);
        builder.recursive().opt(CONDITIONAL, true);
        try (FSDataOutputStream out = builder.build()) {
            out.write(content);
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (PathIOException e) {
            // Its own class for this, RemoteFileChangedException, is of the S3 module, which may not be there.
            if (files.exists(file)) {
                return false;
            }
            throw e;
        }
        return true;
    }

    @Override
    public void publish(Path staged, Path target, SortedMap<String, Long> wanted) throws IOException {
        if (!files.exists(target)) {
            try {
                context.rename(staged, target, Rename.NONE);
                return;
            } catch (FileAlreadyExistsException | FileNotFoundException e) {
                // Somebody else is publishing the same wave; what is left is done below.
                if (!files.exists(target)) {
                    throw e;
                }
            }
        }
        if (!wanted.isEmpty()) {
            removeOthers(target, wanted);
        }
        if (files.exists(staged)) {
            for (FileStatus part : files.listStatus(staged)) {
                finish(part, new Path(target, part.getPath().getName()));
            }
            files.delete(staged, true);
        }
    }

    /** Removes a file that was not copied to its end, or that belongs to a wave whose claim a power cut took away. */
    private void removeOthers(Path folder, SortedMap<String, Long> wanted) throws IOException {
        for (FileStatus file : files.listStatus(folder)) {
            if (!Long.valueOf(file.getLen()).equals(wanted.get(file.getPath().getName()))) {
                files.delete(file.getPath(), true);
            }
        }
    }

    private void finish(FileStatus part, Path target) throws IOException {
        if (files.exists(target) && files.getFileStatus(target).getLen() == part.getLen()) {
            return;
        }
        context.rename(part.getPath(), target, Rename.OVERWRITE);
    }
}

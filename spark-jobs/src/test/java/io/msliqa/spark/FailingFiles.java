package io.msliqa.spark;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * This machine's files as a Hadoop file system whose calls fail when {@link Failures} says so, in two manners:
 * {@code failing:} renames in one step, as HDFS does; {@code copying:} has what S3A has, renames that copy file by file,
 * files that appear when they are closed, and creation on the condition that nothing is there.
 */
public class FailingFiles extends FileSystem {

    /** Both schemes. */
    public static final List<String> SCHEMES = List.of("failing", "copying");

    private static final String CONDITIONAL = "fs.option.create.conditional.overwrite";

    private URI uri = URI.create("failing:///");
    private boolean copies;

    /** Makes the schemes known. */
    public static void register(Configuration hadoop) {
        for (String scheme : SCHEMES) {
            hadoop.set("fs." + scheme + ".impl", FailingFiles.class.getName());
            hadoop.set("fs.AbstractFileSystem." + scheme + ".impl", Context.class.getName());
        }
    }

    /** The same for {@code FileContext}. */
    public static final class Context extends DelegateToFileSystem {
        public Context(URI uri, Configuration conf) throws IOException, URISyntaxException {
            super(uri, new FailingFiles(), conf, uri.getScheme(), false);
        }
    }

    @Override
    public void initialize(URI name, Configuration conf) throws IOException {
        super.initialize(name, conf);
        setConf(conf);
        uri = URI.create(name.getScheme() + ":///");
        copies = name.getScheme().equals("copying");
    }

    @Override
    public String getScheme() {
        return uri.getScheme();
    }

    @Override
    public URI getUri() {
        return uri;
    }

    static File file(Path path) {
        return new File(path.toUri().getPath());
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) throws IOException {
        return capability.equals(CONDITIONAL) ? copies : super.hasPathCapability(path, capability);
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return Failures.call("open", path, () -> {
            if (!file(path).isFile()) {
                throw new FileNotFoundException(path.toString());
            }
            return new FSDataInputStream(new FailingInput(path));
        });
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        return create(path, overwrite, false);
    }

    @Override
    public FSDataOutputStreamBuilder<?, ?> createFile(Path path) {
        return new Builder(this, path);
    }

    private FSDataOutputStream create(Path path, boolean overwrite, boolean conditional) throws IOException {
        return Failures.call("create", path, () -> {
            if (!overwrite && file(path).exists()) {
                throw new FileAlreadyExistsException(path.toString());
            }
            Files.createDirectories(file(path).getParentFile().toPath());
            OutputStream out = copies ? new Put(path, conditional) : new FileOutputStream(file(path));
            return new FSDataOutputStream(new FailingOutput(path, out), null);
        });
    }

    private static final class Builder extends FSDataOutputStreamBuilder<FSDataOutputStream, Builder> {

        private final FailingFiles files;

        Builder(FailingFiles files, Path path) {
            super(files, path);
            this.files = files;
        }

        @Override
        public Builder getThisBuilder() {
            return this;
        }

        @Override
        public FSDataOutputStream build() throws IOException {
            return files.create(getPath(), true, getOptions().getBoolean(CONDITIONAL, false));
        }
    }

    /** Appears when it is closed, if then it may. */
    private static final class Put extends ByteArrayOutputStream {

        private final Path path;
        private final boolean conditional;

        Put(Path path, boolean conditional) {
            this.path = path;
            this.conditional = conditional;
        }

        @Override
        public void close() throws IOException {
            if (conditional && file(path).exists()) {
                throw new FileAlreadyExistsException(path.toString());
            }
            File scratch = new File(file(path).getParentFile(), "." + path.getName() + ".put");
            Files.write(scratch.toPath(), toByteArray());
            Files.move(scratch.toPath(), file(path).toPath(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
        throw new UnsupportedOperationException("append");
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        if (!file(from).exists() || file(to).isFile()) {
            return Failures.call("rename", from, () -> false);
        }
        File target = file(to).isDirectory() ? new File(file(to), from.getName()) : file(to);
        if (!copies) {
            return Failures.call("rename", from, () -> {
                Files.createDirectories(target.getParentFile().toPath());
                Files.move(file(from).toPath(), target.toPath());
                return true;
            });
        }
        List<File> parts = new ArrayList<>();
        collect(file(from), parts);
        for (File part : parts) {
            String below = file(from).toPath().relativize(part.toPath()).toString();
            File copy = below.isEmpty() ? target : new File(target, below);
            Failures.call("copy", new Path(part.getPath()), () -> {
                Files.createDirectories(copy.getParentFile().toPath());
                return Files.copy(part.toPath(), copy.toPath(), StandardCopyOption.REPLACE_EXISTING);
            });
        }
        for (File part : parts) {
            Failures.call("delete", new Path(part.getPath()), part::delete);
        }
        deleteAll(file(from));
        Files.createDirectories(
                target.isDirectory() ? target.toPath() : target.getParentFile().toPath());
        return true;
    }

    private static void collect(File file, List<File> found) {
        File[] below = file.listFiles();
        if (below == null) {
            found.add(file);
        } else {
            Arrays.sort(below);
            Arrays.stream(below).forEach(each -> collect(each, found));
        }
    }

    /** File by file, so that a part may be left behind. */
    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        if (!file(path).exists()) {
            return Failures.call("delete", path, () -> false);
        }
        List<File> parts = new ArrayList<>();
        collect(file(path), parts);
        for (File part : parts) {
            Failures.call("delete", new Path(part.getPath()), part::delete);
        }
        return Failures.call("remove", path, () -> {
            deleteAll(file(path));
            return true;
        });
    }

    private static void deleteAll(File file) {
        File[] below = file.listFiles();
        if (below != null) {
            Arrays.stream(below).forEach(FailingFiles::deleteAll);
        }
        file.delete();
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        return Failures.call("list", path, () -> {
            File[] below = file(path).listFiles();
            if (below == null) {
                return new FileStatus[] {status(path)};
            }
            Arrays.sort(below);
            List<FileStatus> all = new ArrayList<>();
            for (File each : below) {
                if (!each.getName().endsWith(".put")) {
                    all.add(status(new Path(path, each.getName())));
                }
            }
            return all.toArray(FileStatus[]::new);
        });
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return Failures.call("look", path, () -> status(path));
    }

    private FileStatus status(Path path) throws IOException {
        java.nio.file.Path file = file(path).toPath();
        try {
            boolean folder = Files.isDirectory(file);
            long modified = Files.getLastModifiedTime(file).toMillis();
            return new FileStatus(folder ? 0 : Files.size(file), folder, 1, 1 << 25, modified, makeQualified(path));
        } catch (NoSuchFileException e) {
            FileNotFoundException missing = new FileNotFoundException(path.toString());
            missing.initCause(e);
            throw missing;
        }
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) throws IOException {
        return Failures.call("mkdirs", path, () -> {
            Files.createDirectories(file(path).toPath());
            return true;
        });
    }

    @Override
    public void setWorkingDirectory(Path path) {
        throw new UnsupportedOperationException("There is no working directory");
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(uri.getScheme() + ":///");
    }
}

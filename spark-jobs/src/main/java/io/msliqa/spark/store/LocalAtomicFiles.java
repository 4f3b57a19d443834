package io.msliqa.spark.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.Path;

/** On this machine: a hard link is made only where nothing is, and a folder is renamed in one step. */
final class LocalAtomicFiles implements AtomicFiles {

    @Override
    public void settle(Path folder) throws IOException {
        try (DirectoryStream<java.nio.file.Path> files = Files.newDirectoryStream(local(folder))) {
            for (java.nio.file.Path file : files) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }

    @Override
    public boolean createIfAbsent(Path file, byte[] content, Path scratch) throws IOException {
        java.nio.file.Path written = local(scratch);
        try (FileChannel channel = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(channel, content);
        }
        try {
            return link(local(file), written, content);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static boolean link(java.nio.file.Path file, java.nio.file.Path written, byte[] content)
            throws IOException {
        try {
            Files.createLink(file, written);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
            return create(file, content);
        }
    }

    /** Where there are no hard links: the creation is atomic still, its content is not. */
    private static boolean create(java.nio.file.Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(channel, content);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            // It was created, but there was no room for what belongs into it.
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void write(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    @Override
    public void publish(Path staged, Path target) throws IOException {
        try {
            Files.move(local(staged), local(target), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(local(target))) {
                throw e;
            }
        }
    }

    private static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }
}

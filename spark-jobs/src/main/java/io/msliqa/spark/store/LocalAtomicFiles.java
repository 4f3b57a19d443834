package io.msliqa.spark.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.hadoop.fs.Path;

/**
 * Claims and moves on this machine: a hard link is made only where nothing is, and a folder is mostly renamed in one
 * step.
 */
final class LocalAtomicFiles implements AtomicFiles {

    @Override
    public void settle(Path folder) throws IOException {
        for (java.nio.file.Path file : files(local(folder))) {
            force(file);
        }
        force(local(folder));
    }

    @Override
    public boolean createIfAbsent(Path file, byte[] content, Path scratch) throws IOException {
        java.nio.file.Path written = local(scratch);
        try (FileChannel channel = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(channel, content);
        }
        try {
            boolean created = link(local(file), written, content);
            force(local(file).getParent());
            return created;
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

    /** Creates a file where there are no hard links: the creation is still atomic, its content is not. */
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
    public void publish(Path staged, Path target, SortedMap<String, Long> wanted) throws IOException {
        try {
            Files.move(local(staged), local(target), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(local(target))) {
                throw e;
            }
        } catch (DirectoryNotEmptyException e) {
            moveInto(local(staged), local(target), wanted);
        }
        force(local(target).getParent());
    }

    /**
     * Moves the staged files into the folder. First removes files in the way, left by a wave whose claim a power cut
     * took away.
     */
    private static void moveInto(java.nio.file.Path staged, java.nio.file.Path target, SortedMap<String, Long> wanted)
            throws IOException {
        for (java.nio.file.Path file : files(target)) {
            if (!Long.valueOf(Files.size(file)).equals(wanted.get(name(file)))) {
                Files.deleteIfExists(file);
            }
        }
        for (java.nio.file.Path file : files(staged)) {
            Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(staged);
    }

    private static List<java.nio.file.Path> files(java.nio.file.Path folder) throws IOException {
        try (DirectoryStream<java.nio.file.Path> files = Files.newDirectoryStream(folder)) {
            List<java.nio.file.Path> all = new ArrayList<>();
            files.forEach(all::add);
            return all;
        }
    }

    private static String name(java.nio.file.Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Makes what was created, renamed or written there outlast a power cut. */
    private static void force(java.nio.file.Path place) throws IOException {
        try (FileChannel channel = FileChannel.open(place, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }
}

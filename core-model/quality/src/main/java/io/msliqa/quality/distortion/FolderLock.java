package io.msliqa.quality.distortion;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second writer out of a folder. The system gives the lock back when the process ends, however it ends. */
record FolderLock(FileChannel channel) implements AutoCloseable {

    /**
     * Takes the folder, which is made if it is not there.
     *
     * @throws DistortedSetException if another writer has it
     */
    static FolderLock of(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new DistortedSetException("Another run is making the set " + folder
                + ". Wait until it has finished and run the same command again, or use another --output");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

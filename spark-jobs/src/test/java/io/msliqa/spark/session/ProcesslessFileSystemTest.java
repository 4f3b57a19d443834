package io.msliqa.spark.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcesslessFileSystemTest {

    @TempDir
    Path folder;

    private static void write(FileSystem files, Path folder) throws IOException {
        files.initialize(folder.toUri(), new Configuration());
        String root = folder.toUri().toString();
        files.mkdirs(new org.apache.hadoop.fs.Path(root, "a/b"));
        files.mkdirs(new org.apache.hadoop.fs.Path(root, "own"), new FsPermission("700"));
        files.create(new org.apache.hadoop.fs.Path(root, "a/b/part.parquet")).close();
        files.create(new org.apache.hadoop.fs.Path(root, "new/part.parquet")).close();
        for (String mode : List.of("640", "777", "000", "451")) {
            org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(root, mode);
            files.create(file).close();
            files.setPermission(file, new FsPermission(mode));
        }
    }

    private static Map<String, String> written(Path folder) throws IOException {
        Map<String, String> written = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                written.put(
                        folder.relativize(path).toString(),
                        Files.getPosixFilePermissions(path).toString());
            }
        }
        return written;
    }

    @Test
    void filesFoldersChecksumsAndPermissionsAreThoseOfHadoopsOwn() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        Path hadoops = Files.createDirectory(folder.resolve("hadoops"));

        write(new ProcesslessFileSystem(), own);
        write(new LocalFileSystem(), hadoops);

        assertThat(written(own)).isEqualTo(written(hadoops)).containsKey("a/b/.part.parquet.crc");
    }

    @Test
    void noProcessSetsPermissions() throws IOException {
        Path flight = folder.resolve("flight.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ProcessStart");
            recording.start();
            write(new ProcesslessFileSystem(), folder);
            recording.stop();
            recording.dump(flight);
        }

        assertThat(RecordingFile.readAllEvents(flight))
                .noneMatch(event -> event.getString("command").contains("chmod"));
    }

    @Test
    void whatIsNotThereHasNoPermissions() throws IOException {
        FileSystem files = new ProcesslessFileSystem();
        files.initialize(folder.toUri(), new Configuration());

        assertThatThrownBy(() -> files.setPermission(
                        new org.apache.hadoop.fs.Path(folder.toUri().toString(), "nowhere"), new FsPermission("644")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void onlyALocalRunHasIt() {
        String key = "spark.hadoop.fs.file.impl";
        for (String master : List.of("local", "local[2]", "local[*,3]")) {
            assertThat(Session.complete(new SparkConf(false).setMaster(master)).get(key))
                    .isEqualTo(ProcesslessFileSystem.class.getName());
        }
        for (String master : List.of("local-cluster[2,1,1024]", "yarn", "spark://there:7077")) {
            assertThat(Session.complete(new SparkConf(false).setMaster(master)).contains(key))
                    .isFalse();
        }
    }
}

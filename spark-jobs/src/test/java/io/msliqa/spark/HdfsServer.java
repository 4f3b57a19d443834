package io.msliqa.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.hadoop.security.UserGroupInformation;

/** A real HDFS on loopback, one name node and one data node, whose superuser is not the user of the tests. */
public final class HdfsServer implements AutoCloseable {

    private final UserGroupInformation superuser = UserGroupInformation.createRemoteUser("hdfs");
    private final MiniDFSCluster cluster;

    private HdfsServer(Path folder) throws IOException {
        Configuration configuration = new Configuration();
        configuration.set("hdfs.minidfs.basedir", folder.toString());
        configuration.set("dfs.blocksize", "1m");
        configuration.set("dfs.namenode.fs-limits.min-block-size", "1024");
        this.cluster = asSuperuser(
                () -> new MiniDFSCluster.Builder(configuration).numDataNodes(1).build());
    }

    /** Starts it, with its files in a folder, and lets everybody write to its root. */
    public static HdfsServer start(Path folder) throws IOException {
        HdfsServer server = new HdfsServer(folder);
        server.allow("/", 0777);
        return server;
    }

    private interface Action<T> extends PrivilegedExceptionAction<T> {}

    private <T> T asSuperuser(Action<T> action) throws IOException {
        try {
            return superuser.doAs(action);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A path there, as a URI. */
    public String uri(String path) {
        return cluster.getURI() + path;
    }

    /** Sets who may do what in a folder, which is the superuser's from then on. */
    public void allow(String path, int mode) throws IOException {
        asSuperuser(() -> {
            DistributedFileSystem files = cluster.getFileSystem();
            files.mkdirs(files.makeQualified(new org.apache.hadoop.fs.Path(path)));
            files.setOwner(new org.apache.hadoop.fs.Path(path), "hdfs", "hdfs");
            files.setPermission(new org.apache.hadoop.fs.Path(path), new FsPermission((short) mode));
            return null;
        });
    }

    /** Limits what a folder may hold, replicas and blocks under way counted; a negative number takes the limit away. */
    public void limit(String path, long bytes) throws IOException {
        asSuperuser(() -> {
            cluster.getFileSystem()
                    .setQuota(
                            new org.apache.hadoop.fs.Path(path),
                            HdfsConstants.QUOTA_DONT_SET,
                            bytes < 0 ? HdfsConstants.QUOTA_RESET : bytes);
            return null;
        });
    }

    @Override
    public void close() {
        cluster.shutdown(true);
    }
}

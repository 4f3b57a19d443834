package io.msliqa.spark.listing;

import io.msliqa.image.FailureReason;
import io.msliqa.spark.rows.CorpusRow;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;

/** Reads pictures from a tar file: the headers when it is listed, each file by its range when it is scored. */
final class TarShard implements OpenShard {

    private static final int RECORD = 512;

    /** The kinds of entries that have bytes of their own. */
    private static final Set<Byte> FILE =
            Set.of(TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG);

    private final String uri;
    private final ShardFile file;
    private final FSDataInputStream in;

    private TarShard(String uri, ShardFile file, FSDataInputStream in) {
        this.uri = uri;
        this.file = file;
        this.in = in;
    }

    static TarShard open(String uri, Configuration hadoop) throws IOException {
        ShardFile file = ShardFile.of(uri, hadoop);
        return new TarShard(uri, file, file.open());
    }

    /** All entries; of a damaged tar file the entries before the damage, and a row that says so. */
    static List<CorpusRow> entries(CorpusRow shard, Configuration hadoop, ShardRules rules) throws IOException {
        List<CorpusRow> entries = new ArrayList<>();
        try (FSDataInputStream in = ShardFile.of(shard.image(), hadoop).open();
                HeadersOnly headers = new HeadersOnly(in);
                TarArchiveInputStream tar = new TarArchiveInputStream(headers, StandardCharsets.UTF_8.name())) {
            Names names = new Names(shard.image());
            LinkedFiles files = new LinkedFiles(entries);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isDirectory() && rules.wants(entry.getName())) {
                    String image = names.next(entry);
                    entries.add(
                            entry.isLink()
                                    ? files.linked(image, names.first(entry.getLinkName()))
                                    : row(image, entry, headers.position(), shard));
                }
                headers.passOver(padded(entry.getSize()));
            }
        } catch (IOException | IllegalArgumentException e) {
            entries.add(CorpusRow.unlisted(
                    shard.image(),
                    FailureReason.CORRUPT,
                    "The tar file is damaged behind its first " + entries.size() + " files: " + e.getMessage()));
        }
        return entries;
    }

    private static CorpusRow row(String image, TarArchiveEntry entry, long position, CorpusRow shard) {
        if (!FILE.contains(entry.getLinkFlag()) || entry.isSparse()) {
            return CorpusRow.unlisted(
                    image,
                    FailureReason.UNSUPPORTED_FORMAT,
                    "In the tar file this is a symbolic link, a device or sparse.");
        }
        return CorpusRow.inShard(image, entry.getSize(), shard, position);
    }

    private static long padded(long size) {
        return (size + RECORD - 1) / RECORD * RECORD;
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public byte[] read(CorpusRow entry, int most) throws IOException {
        file.requireUnchanged(entry);
        int length = (int) Math.min(entry.bytes(), most);
        in.seek(entry.position());
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The tar file ends within this file");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** A hard link is one more name of a file before it, whose bytes it has. Without links nothing is kept. */
    private static final class LinkedFiles {

        private final List<CorpusRow> entries;
        private final Map<String, CorpusRow> byName = new HashMap<>();
        private int known;

        LinkedFiles(List<CorpusRow> entries) {
            this.entries = entries;
        }

        CorpusRow linked(String image, String target) {
            for (; known < entries.size(); known++) {
                byName.put(entries.get(known).image(), entries.get(known));
            }
            CorpusRow file = byName.get(target);
            return file != null && file.reason().isEmpty()
                    ? CorpusRow.inShard(image, file.bytes(), file, file.position())
                    : CorpusRow.unlisted(
                            image,
                            FailureReason.MISSING,
                            "In the tar file this is a link to '" + target
                                    + "', which is not among the pictures before it.");
        }
    }

    /** A tar file may hold a name twice, as {@code a.tar!/x} and {@code a.tar!2/x}; each is a file of its own. */
    private static final class Names {

        private final Map<String, Integer> times = new HashMap<>();
        private final String shard;

        Names(String shard) {
            this.shard = shard;
        }

        String next(TarArchiveEntry entry) {
            String name = plain(entry.getName());
            int time = times.merge(name, 1, Integer::sum);
            return time == 1 ? first(name) : shard + "!" + time + "/" + name;
        }

        /** The first file of a name. */
        String first(String name) {
            return shard + ShardKind.SEPARATOR + plain(name);
        }

        private static String plain(String name) {
            return name.replaceFirst("^(\\./|/)+", "");
        }
    }

    /**
     * Lets the reader of headers skip files at no cost: it reads over them, and this stream gives it bytes without
     * reading them.
     */
    private static final class HeadersOnly extends InputStream {

        private final FSDataInputStream in;
        private long position;
        private long wanted;

        HeadersOnly(FSDataInputStream in) {
            this.in = in;
        }

        /** The reader's position. */
        long position() {
            return position;
        }

        /** Says that so many of the next bytes are not headers. */
        void passOver(long bytes) {
            wanted = position + bytes;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (position < wanted) {
                int passed = (int) Math.min(length, wanted - position);
                position += passed;
                return passed;
            }
            if (in.getPos() != position) {
                in.seek(position);
            }
            int read = in.read(buffer, offset, length);
            position += Math.max(0, read);
            return read;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

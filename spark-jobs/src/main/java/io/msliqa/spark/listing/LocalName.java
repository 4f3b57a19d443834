package io.msliqa.spark.listing;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names the files of this machine without loss: by the bytes of their names, whatever charset this JVM was started in.
 *
 * <p>Bytes that are UTF-8, as nearly all are, stand for themselves: {@code file:/data/café.jpg}. Other names become a
 * URI, in which every byte that is no plain letter is escaped: {@code file:///data/caf%E9.jpg}. Three slashes and an
 * escape that is not UTF-8 tell such a URI from a name that has a percent sign. Java's own text of such a path differs
 * between locales, and is the same for many files; only its URI has the bytes.
 */
public final class LocalName {

    private static final String PLAIN = "file:";
    private static final String ESCAPED = "file:///";

    /** Names like that of an entry in a shard: in the name of an ordinary file the exclamation mark is escaped. */
    private static final Pattern LIKE_AN_ENTRY = Pattern.compile("(?i).*\\.(tar|parquet)![0-9]*/.*", Pattern.DOTALL);

    private LocalName() {}

    /** Whether a text names a file of this machine. */
    public static boolean isLocal(String image) {
        return image.startsWith("file:/");
    }

    /** The name of a path; the same in every locale. */
    public static String of(Path path) {
        String text = path.toAbsolutePath().toString();
        if (isPlain(text)) {
            return named(text);
        }
        String raw = path.toUri().getRawPath();
        // Java puts a slash behind folders.
        String escaped = raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        return decoded(bytes(escaped)).map(LocalName::named).orElse(ESCAPED + escaped.substring(1));
    }

    private static String named(String name) {
        return LIKE_AN_ENTRY.matcher(name).matches()
                ? ESCAPED + escape(name.getBytes(StandardCharsets.UTF_8)).substring(1)
                : PLAIN + name;
    }

    /**
     * The path that has a name.
     *
     * @param image as {@link #of} gives it, or any {@code file:} URI as Hadoop writes them, without escapes
     */
    public static Path path(String image) {
        String text = image.substring(PLAIN.length()).replaceFirst("^//+", "/");
        if (image.startsWith(ESCAPED) && text.indexOf('%') >= 0 && isEscaped(text)) {
            return Path.of(URI.create(ESCAPED + text.substring(1)));
        }
        return isPlain(text)
                ? Path.of(text)
                : Path.of(URI.create("file://" + escape(text.getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * Whether we wrote the escapes in a name: only bytes that are not UTF-8, and names like an entry's, need escapes.
     */
    private static boolean isEscaped(String text) {
        try {
            Optional<String> name = decoded(bytes(text));
            return name.isEmpty()
                    || (text.contains("%21")
                            && LIKE_AN_ENTRY.matcher(name.get()).matches());
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** Only what every charset has. */
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > 0 && c < 0x7f);
    }

    private static byte[] bytes(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '%') {
                bytes.write(HexFormat.fromHexDigits(escaped, i + 1, i + 3));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(escaped.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static String escape(byte[] name) {
        StringBuilder escaped = new StringBuilder();
        for (byte one : name) {
            boolean safe = one == '/' || one == '.' || one == '-' || one == '_' || isLetterOrDigit(one);
            escaped.append(
                    safe
                            ? String.valueOf((char) one)
                            : "%" + HexFormat.of().withUpperCase().toHexDigits(one));
        }
        return escaped.toString();
    }

    private static boolean isLetterOrDigit(byte one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9');
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

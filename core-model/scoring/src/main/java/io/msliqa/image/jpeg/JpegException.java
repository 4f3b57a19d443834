package io.msliqa.image.jpeg;

/** Says why a JPEG stream has no picture: what is wrong with it, in words that end without a full stop. */
public final class JpegException extends Exception {

    /** What kind of wrong. */
    public enum Kind {
        /** The stream ends before its picture does. */
        TRUNCATED,
        /** The stream contradicts itself, or picture data is lost. */
        CORRUPT,
        /** Sound, but of a kind that is not read here. */
        UNSUPPORTED,
        /** The thread was asked to stop. */
        STOPPED
    }

    private final Kind kind;

    JpegException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static JpegException corrupt(String message) {
        return new JpegException(Kind.CORRUPT, message);
    }

    static JpegException unsupported(String message) {
        return new JpegException(Kind.UNSUPPORTED, message);
    }

    /** The kind of wrong. */
    public Kind kind() {
        return kind;
    }
}

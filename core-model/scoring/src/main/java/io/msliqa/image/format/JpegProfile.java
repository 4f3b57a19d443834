package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/** Joins the parts of an ICC profile that lie in a JPEG file's segments, in the order of their numbers. */
final class JpegProfile {

    private static final String NAME = "ICC_PROFILE\0";

    private final Map<Integer, ByteView> parts = new TreeMap<>();
    private int count;

    void add(ByteView segment) throws ImageException {
        int prefix = NAME.length() + 2;
        if (segment.startsWith(NAME) && segment.length() > prefix) {
            parts.putIfAbsent(segment.u8(NAME.length()), segment.from(prefix));
            count = segment.u8(NAME.length() + 1);
        }
    }

    /** The whole profile; empty where a part is missing. */
    ByteView joined() {
        if (parts.size() != count || parts.isEmpty()) {
            return ByteView.NONE;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteView part : parts.values()) {
            all.write(part.array(), part.start(), part.length());
        }
        return new ByteView(all.toByteArray());
    }
}

package io.msliqa.spark;

import java.util.Set;
import java.util.regex.Pattern;

/** Prints what users have written without what others must not read: the one way by which settings and addresses get out. */
public final class Secret {

    /** Settings that whoever knows can act by. */
    private static final Set<String> SETTINGS = Set.of("msliqa.nightly.webhook.url");

    private static final String HIDDEN = "(hidden)";

    /** What stands before the at sign of an address: a name and a password, or a key. */
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)[^/\\s@]*:[^/\\s@]*@");

    private Secret() {}

    /** The value of a setting, for messages. */
    public static String shown(String setting, String value) {
        boolean secret = SETTINGS.stream().anyMatch(path -> setting.equals(path) || setting.startsWith(path + "."));
        return secret ? HIDDEN : shown(value);
    }

    /** Any text, for messages: passwords in addresses are hidden. */
    public static String shown(String text) {
        return ADDRESS.matcher(text).replaceAll("$1...@");
    }
}

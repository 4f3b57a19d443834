package io.msliqa.torch.network;

/** Keeps DJL from asking the network for newer versions of what it has, and for where it runs. */
public final class Offline {

    private static final String SETTING = "ai.djl.offline";

    private Offline() {}

    /** Call this before the first use of DJL. It keeps what the user has set. */
    public static void byDefault() {
        if (System.getProperty(SETTING) == null) {
            System.setProperty(SETTING, "true");
        }
    }
}

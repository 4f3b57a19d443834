package io.msliqa.torch.network;

/** Keeps DJL from asking the network for newer versions of what it has, and for where it runs. */
public final class Offline {

    private static final String SETTING = "ai.djl.offline";

    private Offline() {}

    /** Before DJL's first use; what the user has set stands. */
    public static void byDefault() {
        if (System.getProperty(SETTING) == null) {
            System.setProperty(SETTING, "true");
        }
    }
}

package io.msliqa.torch.network;

import io.msliqa.foreign.NetworkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes TorchScript archives of a few statements, of which a test knows what they put out.
 *
 * @param body the statements of {@code forward(self, x)}, without indentation
 * @param returned the type of what it returns
 */
public record TinyScript(String body, String returned) {

    /** The mean of all samples of each picture of {@code x}. */
    public static TinyScript brightness() {
        return new TinyScript("return torch.mean(x, [1, 2, 3])", "Tensor");
    }

    /** Writes it and its protocol into a folder, which is made. */
    public Path write(Path folder, String protocol) {
        byte[] archive = new TorchScriptArchive("Tiny").write(body.indent(4), returned);
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(NetworkFolder.TORCHSCRIPT), archive);
            Files.writeString(folder.resolve("protocol.conf"), protocol);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

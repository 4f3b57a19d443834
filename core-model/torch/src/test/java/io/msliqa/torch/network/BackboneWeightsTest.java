package io.msliqa.torch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.msliqa.network.Backbone;
import io.msliqa.network.ModelException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackboneWeightsTest {

    @TempDir
    Path folder;

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource
    void featuresComeFromSafetensorsAndHeadsStay(Backbone backbone) throws IOException {
        Path file = write("w.safetensors", features(backbone), NDList.Encoding.SAFETENSORS);

        assertLoads(file, backbone);
    }

    @Test
    void featuresComeFromNpz() throws IOException {
        Path file = write("w.npz", features(Backbone.MOBILENET_V3_SMALL), NDList.Encoding.NPZ);

        assertLoads(file, Backbone.MOBILENET_V3_SMALL);
    }

    @Test
    void everyTensorThatDoesNotFitIsNamedAndNothingChanges() throws IOException {
        NDList tensors = features(Backbone.MOBILENET_V3_SMALL);
        tensors.remove("features.0.1.bias");
        tensors.remove("features.2.block.0.0.weight");
        tensors.add(named("features.2.block.0.0.weight", new Shape(72, 16, 3, 3)));
        tensors.add(named("features.13.0.weight", new Shape(1)));
        Path file = write("w.safetensors", tensors, NDList.Encoding.SAFETENSORS);
        MsliqaBlock net = new MsliqaBlock(Backbone.MOBILENET_V3_SMALL, 1);

        assertThatThrownBy(() -> BackboneWeights.load(file, net, manager))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("missing features.0.1.bias")
                .hasMessageContaining("misshapen features.2.block.0.0.weight: (72, 16, 3, 3) instead of (72, 16, 1, 1)")
                .hasMessageContaining("extra features.13.0.weight");
        assertThat(net.parametersByName().values()).noneMatch(p -> p.isInitialized());
    }

    @Test
    void theRestOfAWholeTorchvisionModelIsPassedOver() throws IOException {
        NDList tensors = features(Backbone.MOBILENET_V3_SMALL);
        tensors.add(named("classifier.0.weight", new Shape(4, 4)));
        tensors.add(named("features.0.1.num_batches_tracked", new Shape(1)));

        assertLoads(write("w.safetensors", tensors, NDList.Encoding.SAFETENSORS), Backbone.MOBILENET_V3_SMALL);
    }

    @Test
    void ofAModelWithOtherHeadsTheFeaturesAreTaken() throws IOException {
        NDList tensors = features(Backbone.MOBILENET_V3_SMALL);
        tensors.add(named("heads.3.0.weight", new Shape(512, 576)));

        assertLoads(write("w.safetensors", tensors, NDList.Encoding.SAFETENSORS), Backbone.MOBILENET_V3_SMALL);
    }

    @Test
    void whatIsNoWeightsFileIsRefused() throws IOException {
        MsliqaBlock net = new MsliqaBlock(Backbone.MOBILENET_V3_SMALL, 1);
        Path garbage = Files.writeString(folder.resolve("x.safetensors"), "garbage");

        assertThatThrownBy(() -> BackboneWeights.load(garbage, net, manager))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("x.safetensors");
        assertThatThrownBy(() -> BackboneWeights.load(folder.resolve("no.npz"), net, manager))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no.npz");
        assertThatThrownBy(() -> BackboneWeights.load(folder.resolve("w.pth"), net, manager))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(".safetensors");
    }

    private void assertLoads(Path file, Backbone backbone) {
        MsliqaBlock net = new MsliqaBlock(backbone, 2);
        net.initialize(manager, 1);
        MsliqaBlock expected = HashedValues.net(manager, backbone, 2);
        MsliqaBlock before = new MsliqaBlock(backbone, 2);
        before.initialize(manager, 1);

        BackboneWeights.load(file, net, manager);

        net.parametersByName().forEach((name, parameter) -> {
            MsliqaBlock source = name.startsWith("features.") ? expected : before;
            assertThat(parameter.getArray().toFloatArray())
                    .as(name)
                    .isEqualTo(source.parametersByName().get(name).getArray().toFloatArray());
        });
    }

    private NDList features(Backbone backbone) {
        NDList list = new NDList();
        HashedValues.net(manager, backbone, 1).parametersByName().forEach((name, parameter) -> {
            if (name.startsWith("features.")) {
                parameter.getArray().setName(name);
                list.add(parameter.getArray());
            }
        });
        return list;
    }

    private NDArray named(String name, Shape shape) {
        NDArray array = manager.zeros(shape);
        array.setName(name);
        return array;
    }

    private Path write(String name, NDList tensors, NDList.Encoding encoding) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            tensors.encode(out, encoding);
        }
        return file;
    }
}

package io.msliqa.torch.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;

/** Says how to go through the network once: where parameters are read from, and whether batch statistics are taken. */
record Pass(ParameterStore store, boolean training) {

    /** The parameter's array on the device of {@code x}. */
    NDArray value(Parameter parameter, NDArray x) {
        return store.getValue(parameter, x.getDevice(), training);
    }
}

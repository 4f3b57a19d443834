package io.msliqa.xnnpack;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * Functions of XNNPACK, as {@code xnnpack.h} declares them: a {@code size_t} is a long, an {@code enum} an int. Each returns
 * a status, 0 for success.
 *
 * <p>Operators that have a function of their own are defined by it, although it is deprecated in favour of one for all: the
 * numbers that tell that one which operator is meant have changed between versions, and a wrong number computes something
 * else.
 */
interface XnnLibrary extends Library {

    int xnn_initialize(Pointer allocator);

    int xnn_create_subgraph(int externalValues, int flags, PointerByReference subgraph);

    int xnn_delete_subgraph(Pointer subgraph);

    int xnn_define_tensor_value(
            Pointer subgraph,
            int datatype,
            long dimensions,
            long[] shape,
            Pointer data,
            int externalId,
            int flags,
            IntByReference id);

    int xnn_define_quantized_tensor_value(
            Pointer subgraph,
            int datatype,
            int zeroPoint,
            float scale,
            long dimensions,
            long[] shape,
            Pointer data,
            int externalId,
            int flags,
            IntByReference id);

    int xnn_define_convert(Pointer subgraph, int input, int output, int flags);

    int xnn_define_hardswish(Pointer subgraph, int input, int output, int flags);

    int xnn_define_add2(Pointer subgraph, float least, float most, int first, int second, int output, int flags);

    int xnn_define_multiply2(Pointer subgraph, float least, float most, int first, int second, int output, int flags);

    int xnn_define_static_mean(Pointer subgraph, long axisCount, long[] axes, int input, int output, int flags);

    int xnn_define_convolution_2d(
            Pointer subgraph,
            int paddingTop,
            int paddingRight,
            int paddingBottom,
            int paddingLeft,
            int kernelHeight,
            int kernelWidth,
            int strideHeight,
            int strideWidth,
            int dilationHeight,
            int dilationWidth,
            int groups,
            long inputChannels,
            long outputChannels,
            float least,
            float most,
            int input,
            int weights,
            int bias,
            int output,
            int flags);

    int xnn_define_depthwise_convolution_2d(
            Pointer subgraph,
            int paddingTop,
            int paddingRight,
            int paddingBottom,
            int paddingLeft,
            int kernelHeight,
            int kernelWidth,
            int strideHeight,
            int strideWidth,
            int dilationHeight,
            int dilationWidth,
            int multiplier,
            long channels,
            float least,
            float most,
            int input,
            int weights,
            int bias,
            int output,
            int flags);

    int xnn_define_fully_connected(
            Pointer subgraph, float least, float most, int input, int weights, int bias, int output, int flags);

    int xnn_create_weights_cache(PointerByReference cache);

    int xnn_finalize_weights_cache(Pointer cache, int kind);

    int xnn_delete_weights_cache(Pointer cache);

    int xnn_create_runtime_v4(
            Pointer subgraph,
            Pointer weightsCache,
            Pointer workspace,
            Pointer threads,
            int flags,
            PointerByReference runtime);

    int xnn_reshape_external_value(Pointer runtime, int externalId, long dimensions, long[] shape);

    int xnn_reshape_runtime(Pointer runtime);

    int xnn_setup_runtime_v2(Pointer runtime, long values, Pointer externalValues);

    int xnn_invoke_runtime(Pointer runtime);

    int xnn_delete_runtime(Pointer runtime);
}

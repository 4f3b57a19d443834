/**
 * The network of MSLIQA: MobileNetV3 features shared by one small head per zoom level, running on DJL's PyTorch engine.
 */
package io.msliqa.net;

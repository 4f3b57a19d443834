/**
 * MSLIQA as Spark jobs. Here lies what every part says of storage that fails; the parts lie in the packages below, and each
 * may use those named before it in {@code docs/architecture.md}.
 */
package io.msliqa.spark;

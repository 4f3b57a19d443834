/**
 * Pictures to scores, without a cluster: batches of patches across pictures, the network, the reduction to one score.
 */
package io.msliqa.inference;

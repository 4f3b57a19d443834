/**
 * How well scores agree with people's opinions: correlations, fits and errors, with intervals and comparisons. Pure
 * arithmetic on arrays.
 */
package io.msliqa.metrics;

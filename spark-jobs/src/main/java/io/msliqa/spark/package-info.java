/**
 * MSLIQA as Spark jobs. What every part of the jobs may throw at the user lies here; the parts themselves lie in the
 * packages below.
 */
package io.msliqa.spark;

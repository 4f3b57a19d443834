/** What training on one machine needs besides the core: which pictures to learn from, and curves to look at. */
package io.msliqa.spark.training;

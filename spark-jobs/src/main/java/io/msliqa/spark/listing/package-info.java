/**
 * Finds the pictures: folders, patterns, lists and shards on any Hadoop file system, and shares them out to tasks.
 *
 * <p>Uses {@code settings}, {@code rows} and {@code tables}. {@code scoring} uses it.
 */
package io.msliqa.spark.listing;

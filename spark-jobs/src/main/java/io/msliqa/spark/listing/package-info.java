/**
 * Finds the pictures: folders, patterns, lists and shards on any Hadoop file system, and shares them out to tasks.
 *
 * <p>Uses {@code settings}, {@code rows} and {@code tables}. {@code scoring} uses it.
 *
 * <p>It has more than twenty classes: a family for each kind of place (local, Hadoop, S3, shard, list), which share how a
 * picture is named and opened.
 */
package io.msliqa.spark.listing;

/**
 * Which pictures there are: folders, patterns and lists on any Hadoop file system, and how they are shared out to tasks.
 */
package io.msliqa.spark.listing;

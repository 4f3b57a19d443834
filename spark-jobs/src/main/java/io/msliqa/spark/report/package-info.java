/**
 * Pages that a person reads: one self-contained HTML file each, that works offline, on a phone and on paper.
 *
 * <p>To add a page: a template {@code NAME.mustache} beside {@code layout.mustache} and a record with what it shows, handed
 * to {@link io.msliqa.spark.report.HtmlReport}. Values are escaped; what a template names and the record lacks is an
 * error. Charts ({@code {{#charts}}{{>chart}}{{/charts}}}) come from {@link io.msliqa.spark.report.Charts}, pictures from
 * {@link io.msliqa.spark.report.Thumbnails}. Each page must say what it has to say in text and tables too; charts are for
 * the shape of things.
 */
package io.msliqa.spark.report;

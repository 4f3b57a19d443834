/**
 * Pictures with people's opinion of them: the published data sets as they are distributed, any CSV, and splits that
 * keep all versions of one reference picture together.
 */
package io.msliqa.dataset;

/**
 * Which patches of a picture are looked at, and how they are cut from it: scales, grids, resampling, padding.
 */
package io.msliqa.patch;

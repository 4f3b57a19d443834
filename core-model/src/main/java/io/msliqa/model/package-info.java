/**
 * What is kept of a trained network: weights and manifest with one identity, and weights from elsewhere.
 */
package io.msliqa.model;

/**
 * A trained model on disk: manifest, weights, identity.
 *
 * <p>Uses {@code network}, {@code patch} and {@code scale}. Anybody may use it.
 */
package io.msliqa.model;

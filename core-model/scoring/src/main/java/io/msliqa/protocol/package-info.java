/**
 * How a network that others have trained looks at a picture and what its outputs mean: the content of {@code
 * protocol.conf}, as checked records.
 *
 * <p>Uses {@code scale}. {@code view} makes what it asks for, {@code foreign} scores with it.
 */
package io.msliqa.protocol;

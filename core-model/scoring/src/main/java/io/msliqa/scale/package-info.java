/**
 * What scores and opinions mean: {@link io.msliqa.scale.QualityScale}, the only place that knows which end is good.
 *
 * <p>Uses nothing. Anybody may use it.
 */
package io.msliqa.scale;

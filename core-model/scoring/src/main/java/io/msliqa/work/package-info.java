/**
 * Runs work in other threads: results, failures of any kind and being stopped reach who waits.
 *
 * <p>Uses nothing. Anybody may use it; no other package makes threads for work that somebody waits for.
 */
package io.msliqa.work;

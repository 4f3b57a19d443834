/** How fast the parts of scoring are, by JMH. */
package io.msliqa.bench;

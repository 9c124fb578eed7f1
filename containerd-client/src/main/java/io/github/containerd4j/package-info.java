/**
 * The connection to containerd, the values that all services share, and the errors.
 */
@NullMarked
package io.github.containerd4j;

import org.jspecify.annotations.NullMarked;

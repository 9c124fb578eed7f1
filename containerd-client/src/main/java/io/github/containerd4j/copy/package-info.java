/**
 * Copies of containers, and other names for them.
 */
@NullMarked
package io.github.containerd4j.copy;

import org.jspecify.annotations.NullMarked;

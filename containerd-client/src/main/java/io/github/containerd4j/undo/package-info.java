/**
 * Takes back what was done when something later fails, in reverse order.
 */
@NullMarked
package io.github.containerd4j.undo;

import org.jspecify.annotations.NullMarked;

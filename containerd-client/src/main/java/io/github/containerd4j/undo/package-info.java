/**
 * Takes back what was done when something later fails: steps in reverse order, and tasks
 * that stand still.
 */
@NullMarked
package io.github.containerd4j.undo;

import org.jspecify.annotations.NullMarked;

/**
 * How far a pull, push, import or export of an image has come, told while it runs.
 */
@NullMarked
package io.github.containerd4j.progress;

import org.jspecify.annotations.NullMarked;

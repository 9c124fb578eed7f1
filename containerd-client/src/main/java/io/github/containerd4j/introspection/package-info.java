/**
 * What the daemon consists of, who it is and what it can do.
 */
@NullMarked
package io.github.containerd4j.introspection;

import org.jspecify.annotations.NullMarked;

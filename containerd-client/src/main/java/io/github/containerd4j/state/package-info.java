/**
 * What a container is doing, as a whole, and waiting until it does something else.
 */
@NullMarked
package io.github.containerd4j.state;

import org.jspecify.annotations.NullMarked;

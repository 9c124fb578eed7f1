/**
 * Java functions that run inside of containers.
 */
@NullMarked
package io.github.containerd4j.attach;

import org.jspecify.annotations.NullMarked;

/**
 * Who is told of what a client does with containers.
 */
@NullMarked
package io.github.containerd4j.operation;

import org.jspecify.annotations.NullMarked;

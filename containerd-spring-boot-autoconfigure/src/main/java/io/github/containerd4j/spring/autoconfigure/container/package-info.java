/**
 * Containers that the properties declare.
 */
@NullMarked
package io.github.containerd4j.spring.autoconfigure.container;

import org.jspecify.annotations.NullMarked;

/**
 * Single containers: what they are allowed, what they say, and commands run in them.
 */
@NullMarked
package io.github.containerd4j.sample.container;

import org.jspecify.annotations.NullMarked;

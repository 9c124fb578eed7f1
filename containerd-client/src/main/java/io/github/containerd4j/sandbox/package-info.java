/**
 * Sandboxes: what several containers share, such as a pod; since containerd 1.7.
 */
@NullMarked
package io.github.containerd4j.sandbox;

import org.jspecify.annotations.NullMarked;

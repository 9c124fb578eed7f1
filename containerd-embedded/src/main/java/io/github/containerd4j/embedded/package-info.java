/**
 * A private containerd daemon as a child process of this JVM, and images for it that need
 * no network.
 */
@NullMarked
package io.github.containerd4j.embedded;

import org.jspecify.annotations.NullMarked;
